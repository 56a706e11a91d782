package org.sotto.nativeimage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// The files of a list of jars; of two of the same name the first one counts.
final class ClassFiles implements AutoCloseable {
    private final List<JarFile> jars = new ArrayList<>();
    private final Map<String, JarFile> where = new HashMap<>();
    private final Map<String, Optional<ClassModel>> models = new HashMap<>();
    private BiPredicate<String, String> excluded = (jar, name) -> false;

    private ClassFiles(List<Path> jars) throws IOException {
        for (Path each : jars) {
            JarFile jar = new JarFile(each.toFile());
            this.jars.add(jar);
            jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .forEach(entry -> where.putIfAbsent(entry.getName(), jar));
        }
    }

    static ClassFiles of(Path jar) throws IOException {
        return new ClassFiles(List.of(jar));
    }

    /// Every jar below these, in the order given.
    static ClassFiles below(Path... folders) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> inside = Files.walk(folder)) {
                inside.filter(path -> path.toString().endsWith(".jar")).sorted().forEach(jars::add);
            }
        }
        return new ClassFiles(jars);
    }

    Set<String> names() {
        return new TreeSet<>(where.keySet());
    }

    byte[] bytes(String name) {
        return bytes(where.get(name), name);
    }

    /// What [#forEach] passes over, by jar and name.
    ClassFiles excluding(BiPredicate<String, String> excluded) {
        this.excluded = excluded;
        return this;
    }

    /// Every copy.
    void forEach(String prefix, BiConsumer<String, byte[]> each) {
        for (JarFile jar : jars) {
            jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(prefix) && !name.endsWith("/"))
                    .filter(name -> !excluded.test(jar.getName(), name))
                    .forEach(name -> each.accept(name, bytes(jar, name)));
        }
    }

    Optional<ClassModel> model(String className) {
        String name = className.replace('.', '/') + ".class";
        return models.computeIfAbsent(
                className,
                key -> where.containsKey(name) ? Optional.of(ClassFile.of().parse(bytes(name))) : Optional.empty());
    }

    private static byte[] bytes(JarFile jar, String name) {
        try (var in = jar.getInputStream(jar.getEntry(name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (JarFile jar : jars) {
            jar.close();
        }
    }
}
