package org.sotto.nativeimage;

import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the bytecode says about the place that a sighting comes from.
final class CallSites {
    private final ClassFiles program;
    /// By class and method, of each of this name; a recording has many sightings of one place.
    private final Map<String, List<Set<String>>> constants = new HashMap<>();

    private final Map<String, Boolean> calls = new HashMap<>();

    CallSites(ClassFiles program) {
        this.program = program;
    }

    /// The JVM asks a class loader in the middle of any instruction; only a call by this name is a request of the code.
    boolean calls(Sighting sighting, String method) {
        return calls.computeIfAbsent(
                sighting.site() + " " + method,
                key -> codes(sighting)
                        .anyMatch(code -> calledAt(code, sighting.siteIndex())
                                .filter(call -> call.name().equalsString(method))
                                .isPresent()));
    }

    /// The builder evaluates a lookup whose arguments are constants: here, that the calling method has them all.
    boolean hasConstants(Sighting sighting, List<String> classes, List<String> strings) {
        String place = sighting.siteClass() + "#" + sighting.siteMethod();
        return constants
                .computeIfAbsent(
                        place, key -> codes(sighting).map(CallSites::constants).toList())
                .stream()
                .anyMatch(found -> classes.stream().allMatch(each -> found.contains("class " + each))
                        && found.containsAll(strings));
    }

    Optional<String> superclass(String className) {
        return program.model(className)
                .flatMap(ClassModel::superclass)
                .map(entry -> entry.asInternalName().replace('/', '.'));
    }

    private Stream<CodeModel> codes(Sighting sighting) {
        return program.model(sighting.siteClass()).stream()
                .flatMap(model -> model.methods().stream())
                .filter(method -> method.methodName().equalsString(sighting.siteMethod()))
                .flatMap(method -> method.code().stream());
    }

    private static Optional<InvokeInstruction> calledAt(CodeModel code, int index) {
        int position = 0;
        for (CodeElement element : code) {
            if (element instanceof Instruction instruction) {
                if (position == index) {
                    return instruction instanceof InvokeInstruction call ? Optional.of(call) : Optional.empty();
                }
                position += instruction.sizeInBytes();
            }
        }
        return Optional.empty();
    }

    private static Set<String> constants(CodeModel code) {
        Set<String> found = new HashSet<>();
        for (CodeElement element : code) {
            if (element instanceof ConstantInstruction.LoadConstantInstruction load) {
                switch (load.constantEntry()) {
                    case ClassEntry type ->
                        found.add("class " + type.asInternalName().replace('/', '.'));
                    case StringEntry text -> found.add(text.stringValue());
                    default -> {}
                }
            }
        }
        return found;
    }
}
