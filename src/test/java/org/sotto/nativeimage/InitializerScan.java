package org.sotto.nativeimage;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Static initializers that the builder runs, and the classes initialized at run time that they touch.
final class InitializerScan {
    private static final String SUFFIX = ".class";

    private final ClassFiles program;
    private final Initialization initialization;

    InitializerScan(ClassFiles program, Initialization initialization) {
        this.program = program;
        this.initialization = initialization;
    }

    /// @return `a.Type touches a.Type` for each
    List<String> touches(String prefix) {
        List<String> touches = new ArrayList<>();
        for (String name : program.names()) {
            if (name.startsWith(prefix) && name.endsWith(SUFFIX)) {
                String type = name.substring(0, name.length() - SUFFIX.length()).replace('/', '.');
                if (!initialization.isAtRunTime(type)) {
                    initializer(type).ifPresent(code -> scan(type, code, touches));
                }
            }
        }
        return touches;
    }

    private void scan(String type, CodeModel code, List<String> touches) {
        for (CodeElement element : code) {
            Optional<String> made = made(element);
            Optional<String> asked =
                    asked(element).filter(each -> initializer(each).isPresent());
            made.or(() -> asked)
                    .filter(each -> !each.equals(type) && initialization.isAtRunTime(each))
                    .ifPresent(each -> touches.add(type + " touches " + each));
        }
    }

    private Optional<CodeModel> initializer(String type) {
        return program.model(type).stream()
                .flatMap(model -> model.methods().stream())
                .filter(method -> method.methodName().equalsString("<clinit>"))
                .findFirst()
                .flatMap(method -> method.code());
    }

    private static Optional<String> made(CodeElement element) {
        return element instanceof NewObjectInstruction made
                ? Optional.of(made.className().asInternalName().replace('/', '.'))
                : Optional.empty();
    }

    private static Optional<String> asked(CodeElement element) {
        return switch (element) {
            case FieldInstruction field
            when field.opcode() == Opcode.GETSTATIC ->
                Optional.of(field.owner().asInternalName().replace('/', '.'));
            case InvokeInstruction call
            when call.opcode() == Opcode.INVOKESTATIC ->
                Optional.of(call.owner().asInternalName().replace('/', '.'));
            default -> Optional.empty();
        };
    }
}
