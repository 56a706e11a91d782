package org.sotto.nativeimage;

import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.sotto.nativeimage.Entry.Group;
import org.sotto.nativeimage.Entry.Source;

/// The features of libraries that register classes by code: the classes that their constants name, and those of the
/// lists beside them. They are taken to be registered with their constructors, as these features do.
final class Features {
    private static final String OPTION = "--features=";

    private Features() {}

    static List<Entry> entries(ClassFiles image, Path arguments) throws java.io.IOException {
        Set<String> types = new TreeSet<>();
        for (String argument : Files.readString(arguments).split("\\s+")) {
            if (argument.startsWith(OPTION)) {
                for (String feature : argument.substring(OPTION.length()).split(",")) {
                    image.model(feature).ifPresent(model -> collect(image, model, types));
                }
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (String type : types) {
            entries.add(new Entry(
                    Source.LIBRARY,
                    Group.REFLECTION,
                    type,
                    Set.of("allDeclaredConstructors"),
                    Set.of(),
                    Set.of(),
                    Set.of("FACTORY")));
        }
        return entries;
    }

    private static void collect(ClassFiles image, ClassModel feature, Set<String> types) {
        String own = feature.thisClass().asInternalName();
        if (own.startsWith("io/quarkus/runner/")) {
            return; // names what is initialized when the program runs, and registers nothing
        }
        String folder = own.substring(0, own.lastIndexOf('/') + 1);
        for (PoolEntry entry : feature.constantPool()) {
            switch (entry) {
                case StringEntry text when image.model(text.stringValue()).isPresent() -> types.add(text.stringValue());
                case ClassEntry type
                when isList(type.asInternalName(), folder, own) ->
                    image.model(type.asInternalName().replace('/', '.')).ifPresent(list -> classes(list, types));
                default -> {}
            }
        }
    }

    private static boolean isList(String name, String folder, String own) {
        return name.startsWith(folder) && !name.equals(own);
    }

    private static void classes(ClassModel list, Set<String> types) {
        for (PoolEntry entry : list.constantPool()) {
            if (entry instanceof ClassEntry type) {
                types.add(
                        type.asInternalName().replaceFirst("^\\[L(.*);$", "$1").replace('/', '.'));
            }
        }
    }
}
