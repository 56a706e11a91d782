package org.sotto.nativeimage.agent;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Who asked, read from the stack: the first frame outside the classes that report, and the first outside the JDK.
final class Asked {
    private static final Set<String> ENTRIES = Set.of(
            "java.lang.Class",
            "java.lang.ClassLoader",
            "java.lang.System",
            "java.lang.Module",
            "java.util.ResourceBundle",
            "java.util.ServiceLoader",
            "java.lang.invoke.MethodHandles$Lookup",
            "java.lang.reflect.Array",
            "java.lang.reflect.Constructor",
            "java.lang.reflect.Field",
            "java.lang.reflect.Method",
            "java.lang.reflect.Proxy",
            "java.security.SecureRandom",
            "java.util.Random",
            "jdk.internal.foreign.abi.AbstractLinker",
            "io.quarkus.bootstrap.runner.AotRunnerClassLoader");

    private @Nullable StackFrame direct;
    private @Nullable StackFrame outside;
    private final List<String> initializers = new ArrayList<>();
    /// A class is being defined, and the JVM asks for the ones that it extends.
    private boolean linking;

    /// The whole stack is read for the initializers on it, unless what stands above them says enough.
    ///
    /// @param enough asked once the caller outside the JDK is known
    static Asked read(Iterator<StackFrame> frames, Predicate<Asked> enough) {
        Asked asked = new Asked();
        while (frames.hasNext() && asked.outside == null) {
            asked.seeAbove(frames.next());
        }
        if (!asked.isComplete() || enough.test(asked)) {
            return asked;
        }
        asked.seeInitializer(asked.outside);
        while (frames.hasNext()) {
            asked.seeInitializer(frames.next());
        }
        return asked;
    }

    /// Nobody outside the JDK: such a use is the JDK's own.
    boolean isComplete() {
        return outside != null;
    }

    /// Does the JDK stand between?
    boolean isThrough() {
        return linking || direct != outside;
    }

    boolean isAtRunTime() {
        return initializers.isEmpty();
    }

    private void seeAbove(StackFrame frame) {
        String name = frame.getClassName();
        if (name.startsWith("org.sotto.nativeimage.agent.")) {
            return;
        }
        if (direct == null
                && name.equals("java.lang.ClassLoader")
                && frame.getMethodName().startsWith("defineClass")) {
            linking = true;
        }
        boolean ofJdk = ofJdk(frame);
        if (direct == null && !ENTRIES.contains(name)) {
            direct = frame;
        }
        if (direct != null && !ofJdk) {
            outside = frame;
        }
    }

    /// Only those outside the JDK matter, and asking a frame for its method costs.
    private void seeInitializer(StackFrame frame) {
        if (!ofJdk(frame) && frame.getMethodName().equals("<clinit>")) {
            initializers.add(frame.getClassName());
        }
    }

    private static boolean ofJdk(StackFrame frame) {
        ClassLoader loader = frame.getDeclaringClass().getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /// The site outside the JDK, and what of the JDK stands between. A frame is not asked for its
    /// descriptor: that would load classes, and this may be called while they are being loaded.
    String site() {
        String site = outside.getClassName() + "#" + outside.getMethodName() + "@" + outside.getByteCodeIndex();
        String through = linking
                ? "java.lang.ClassLoader#defineClass"
                : direct == outside ? "" : direct.getClassName() + "#" + direct.getMethodName();
        return site + "\t" + through;
    }

    /// The classes whose initializers run.
    String initializers() {
        return String.join(",", initializers);
    }
}
