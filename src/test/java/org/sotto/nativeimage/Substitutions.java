package org.sotto.nativeimage;

import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Methods that the libraries replace in an image (`@TargetClass` with `@Substitute` or `@Delete`): what
/// they ask for on the JVM, nobody asks for there.
final class Substitutions {
    private static final String PACKAGE = "Lcom/oracle/svm/core/annotate/";

    private final Set<String> replaced = new HashSet<>();

    Substitutions(ClassFiles image) {
        for (String name : image.names()) {
            String simple = name.substring(name.lastIndexOf('/') + 1);
            if (simple.endsWith(".class") && !name.startsWith("META-INF") && mayBeOne(name, simple)) {
                image.model(name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                        .ifPresent(this::add);
            }
        }
    }

    /// By their names, so that not every class is read.
    private static boolean mayBeOne(String name, String simple) {
        return simple.contains("Target_")
                || simple.contains("Substitut")
                || simple.startsWith("Delete")
                || name.contains("/graal/")
                || name.contains("/substitutions/")
                || name.contains("nativeimage");
    }

    boolean replace(String className, String method) {
        return replaced.contains(className) || replaced.contains(className + "#" + method);
    }

    private void add(ClassModel model) {
        Optional<Annotation> target = annotations(model, "TargetClass").findFirst();
        if (target.isEmpty()) {
            return;
        }
        String name = targetName(target.get());
        if (annotations(model, "Delete").findAny().isPresent()
                || annotations(model, "Substitute").findAny().isPresent()) {
            replaced.add(name);
        }
        for (MethodModel method : model.methods()) {
            if (annotations(method, "Substitute").findAny().isPresent()
                    || annotations(method, "Delete").findAny().isPresent()) {
                replaced.add(name + "#" + method.methodName().stringValue());
            }
        }
    }

    private static String targetName(Annotation target) {
        String name = "";
        String inner = "";
        for (var element : target.elements()) {
            switch (element.value()) {
                case AnnotationValue.OfClass type
                when element.name().equalsString("value") -> {
                    String descriptor = type.className().stringValue();
                    name = descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
                }
                case AnnotationValue.OfString text
                when element.name().equalsString("className") -> name = text.stringValue();
                case AnnotationValue.OfArray array
                when element.name().equalsString("innerClass") -> {
                    StringBuilder path = new StringBuilder();
                    array.values()
                            .forEach(each -> path.append('$').append(((AnnotationValue.OfString) each).stringValue()));
                    inner = path.toString();
                }
                default -> {}
            }
        }
        return name + inner;
    }

    private static Stream<Annotation> annotations(AttributedElement element, String simpleName) {
        return Stream.concat(
                        element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                                .flatMap(each -> each.annotations().stream()),
                        element.findAttribute(Attributes.runtimeInvisibleAnnotations()).stream()
                                .flatMap(each -> each.annotations().stream()))
                .filter(each -> each.className().equalsString(PACKAGE + simpleName + ";"));
    }
}
