package org.sotto.nativeimage.agent;

import java.lang.foreign.FunctionDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The target of a record as text: `a.Type`, `a.Type[]`, `a.Type#field`, `a.Type#method(a.Parameter,int)`.
final class Descriptions {
    private Descriptions() {}

    static String of(Object subject, @Nullable Object more) {
        return switch (subject) {
            case Class<?> type -> name(type) + (more == null ? "" : "#" + more);
            case Class[] types -> names(types);
            case Field field -> name(field.getDeclaringClass()) + "#" + field.getName();
            case Constructor<?> constructor -> member(constructor, "<init>");
            case Executable method -> member(method, method.getName());
            case ResourceBundle bundle -> bundle.getBaseBundleName();
            case FunctionDescriptor function -> function + "; " + options((Object[]) more);
            default -> subject.toString();
        };
    }

    /// In the words of the metadata; which states are captured is no part of it.
    private static String options(Object[] options) {
        return Arrays.stream(options)
                .map(Object::toString)
                .map(each -> each.replaceFirst("^CaptureCallState.*", "captureCallState")
                        .replaceFirst("^FirstVariadicArg.index=(\\d+).", "firstVariadicArg=$1")
                        .replaceFirst("^DONT_ALLOW_HEAP$", "critical")
                        .replaceFirst("^ALLOW_HEAP$", "critical, heap"))
                .sorted()
                .collect(Collectors.joining(","));
    }

    private static String member(Executable code, String name) {
        return name(code.getDeclaringClass()) + "#" + name + "(" + names(code.getParameterTypes()) + ")";
    }

    private static String names(Class<?>[] types) {
        return Stream.of(types).map(Descriptions::name).collect(Collectors.joining(","));
    }

    private static String name(Class<?> type) {
        return type.isArray() ? name(type.getComponentType()) + "[]" : type.getName();
    }
}
