package org.sotto.nativeimage.agent;

import static java.lang.constant.ConstantDescs.CD_Object;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.reflect.AccessFlag;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Weaves the calls of [Hooks] in: straight-line code without a branch, so that the frames stay as they were.
final class HookTransformer implements ClassFileTransformer {
    private static final ClassDesc RECORDER = ClassDesc.of("org.sotto.nativeimage.agent.Recorder");

    private static final String OWN = "org/sotto/nativeimage/agent/";

    /// What the warm-up wove, for the retransformation right after it.
    private final Map<String, byte[]> ready = new ConcurrentHashMap<>();

    /// Loads what weaving needs: a class that is loaded while one is being woven would come here itself.
    void warmUp() throws IOException {
        for (String name : Hooks.JDK_CLASSES) {
            try (InputStream in = Object.class.getResourceAsStream("/" + name + ".class")) {
                ready.put(name, woven(name, in.readAllBytes()));
            }
        }
    }

    @Override
    public byte @Nullable [] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
        if (name == null || name.startsWith(OWN) || Hooks.of(name).isEmpty()) {
            return null;
        }
        try {
            byte[] early = ready.remove(name);
            return early != null ? early : woven(name, bytes);
        } catch (RuntimeException | Error e) {
            Recorder.broken(name, e);
            return null;
        }
    }

    private static byte[] woven(String name, byte[] bytes) {
        ClassFile file = ClassFile.of();
        ClassModel model = file.parse(bytes);
        return file.transformClass(model, (builder, element) -> {
            if (element instanceof MethodModel method && hookOf(name, method).isPresent()) {
                builder.transformMethod(
                        method,
                        java.lang.classfile.MethodTransform.transformingCode(
                                reporting(hookOf(name, method).get(), method)));
            } else {
                builder.with(element);
            }
        });
    }

    private static Optional<Hook> hookOf(String name, MethodModel method) {
        boolean wanted = method.flags().has(AccessFlag.PUBLIC)
                || method.methodName().equalsString("downcallHandle0")
                || method.methodName().equalsString("resolveClass");
        if (!wanted || method.code().isEmpty()) {
            return Optional.empty();
        }
        return Hooks.of(name).stream()
                .filter(hook -> method.methodName().equalsString(hook.method()))
                .findFirst();
    }

    private static CodeTransform reporting(Hook hook, MethodModel method) {
        return hook.atReturn() || hook.method().equals("<init>")
                ? (builder, element) -> {
                    if (element instanceof ReturnInstruction) {
                        report(builder, hook, method);
                    }
                    builder.with(element);
                }
                : new AtStart(hook, method);
    }

    private static void report(CodeBuilder builder, Hook hook, MethodModel method) {
        boolean isStatic = method.flags().has(AccessFlag.STATIC);
        if (hook.atReturn()) {
            builder.dup();
        }
        if (hook.values().equals("1r")) { // the result lies below, and the name joins it
            builder.aload(1);
        } else {
            for (char value : hook.values().toCharArray()) {
                switch (value) {
                    case 't' -> builder.aload(0);
                    case 'r' -> {}
                    default -> builder.aload(value - '0' - (isStatic ? 1 : 0));
                }
            }
        }
        ClassDesc[] parameters = new ClassDesc[hook.values().length()];
        Arrays.fill(parameters, CD_Object);
        builder.invokestatic(RECORDER, hook.report(), MethodTypeDesc.of(ConstantDescs.CD_void, parameters));
    }

    private record AtStart(Hook hook, MethodModel method) implements CodeTransform {
        @Override
        public void atStart(CodeBuilder builder) {
            report(builder, hook, method);
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            builder.with(element);
        }
    }
}
