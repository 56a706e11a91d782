package org.sotto.nativeimage.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.StackWalker.Option;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What the woven methods call: writes a line for each use that it has not seen, with who asked for it.
///
/// A line has the kind, the target, the call site (class, method, descriptor, bytecode index), whether the JDK stands
/// between the two, and the classes whose initializers are on the stack. It is written at once, since a process may be
/// killed.
public final class Recorder {
    private static final StackWalker WALKER = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
    private static final Set<String> AT_RUN_TIME = ConcurrentHashMap.newKeySet();
    /// What must not be done in an initializer that the builder runs, however often it is done elsewhere.
    private static final Set<Kind> ALWAYS = Set.of(Kind.PROCESS, Kind.LIBRARY, Kind.DOWNCALL);
    /// A thread that is recording does not record what recording does.
    private static final ThreadLocal<Boolean> BUSY = new ThreadLocal<>();

    private static @Nullable Writer out;
    private static volatile boolean started;

    private Recorder() {}

    static void open(Path file) throws IOException {
        out = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        walk(who -> false); // what this needs is loaded before anything reports
    }

    static void start() {
        started = true;
    }

    static void broken(String className, Throwable e) {
        write("BROKEN\t" + className + ": " + e + "\t\t\t");
    }

    public static void namedClass(Object found) {
        record(Kind.CLASS, found, null);
    }

    public static void loadedClass(Object found) {
        record(Kind.LOADED, found, null);
    }

    public static void member(Object found) {
        record(Kind.MEMBER, found, null);
    }

    public static void found(Object type, Object name) {
        record(Kind.HANDLE, type, name);
    }

    public static void foundConstructor(Object type, Object ignored) {
        record(Kind.HANDLE, type, "<init>");
    }

    public static void publicMethods(Object type) {
        record(Kind.PUBLIC_METHODS, type, null);
    }

    public static void declaredMethods(Object type) {
        record(Kind.DECLARED_METHODS, type, null);
    }

    public static void publicFields(Object type) {
        record(Kind.PUBLIC_FIELDS, type, null);
    }

    public static void declaredFields(Object type) {
        record(Kind.DECLARED_FIELDS, type, null);
    }

    public static void publicConstructors(Object type) {
        record(Kind.PUBLIC_CONSTRUCTORS, type, null);
    }

    public static void declaredConstructors(Object type) {
        record(Kind.DECLARED_CONSTRUCTORS, type, null);
    }

    public static void recordComponents(Object type) {
        record(Kind.RECORD_COMPONENTS, type, null);
    }

    public static void invoked(Object member) {
        record(Kind.INVOKED, member, null);
    }

    public static void field(Object field) {
        record(Kind.FIELD, field, null);
    }

    public static void proxy(Object interfaces) {
        record(Kind.PROXY, interfaces, null);
    }

    public static void array(Object component) {
        record(Kind.ARRAY, component, null);
    }

    public static void resource(@Nullable Object found, Object name) {
        if (found != null) {
            record(Kind.RESOURCE, name, null);
        }
    }

    public static void resources(Object found, Object name) {
        if (((Enumeration<?>) found).hasMoreElements()) {
            record(Kind.RESOURCE, name, null);
        }
    }

    public static void bundle(Object found) {
        record(Kind.BUNDLE, found, null);
    }

    public static void service(Object loader) {
        record(Kind.SERVICE, loader, null);
    }

    public static void library(Object name) {
        record(Kind.LIBRARY, name, null);
    }

    public static void downcall(Object function, Object options) {
        record(Kind.DOWNCALL, function, options);
    }

    public static void serialized(@Nullable Object type) {
        if (type != null) {
            record(Kind.SERIALIZED, type, null);
        }
    }

    /// A seed, a thread: what must not be made when the image is built.
    public static void ofThisProcess(Object made) {
        record(Kind.PROCESS, made.getClass(), null);
    }

    /// Everything that may load or link a class is behind the test of [#BUSY].
    private static void record(Kind kind, Object subject, @Nullable Object more) {
        if (!started || BUSY.get() != null) {
            return;
        }
        BUSY.set(true);
        try {
            String what = kind + "\t" + Descriptions.of(subject, more) + "\t";
            Asked asked = walk(who -> isNoNews(kind, what, who));
            if (asked.isComplete() && !isNoNews(kind, what, asked)) {
                if (asked.isAtRunTime()) {
                    AT_RUN_TIME.add(what + asked.site());
                }
                String line = what + asked.site() + "\t" + asked.initializers();
                if (SEEN.add(line)) {
                    write(line);
                }
            }
        } finally {
            BUSY.remove();
        }
    }

    /// The JDK copies arrays and the JVM links classes all the time, and no image needs to be told; and
    /// what was once done with no initializer on the stack needs its entry whoever does it again.
    private static boolean isNoNews(Kind kind, String what, Asked who) {
        if ((kind == Kind.ARRAY || kind == Kind.LOADED) && who.isThrough()) {
            return true;
        }
        return !ALWAYS.contains(kind) && AT_RUN_TIME.contains(what + who.site());
    }

    private static Asked walk(Predicate<Asked> enough) {
        return WALKER.walk(frames -> Asked.read(frames.iterator(), enough));
    }

    private static void write(String line) {
        synchronized (SEEN) {
            try {
                if (out != null) {
                    out.write(line + "\n");
                    out.flush();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
