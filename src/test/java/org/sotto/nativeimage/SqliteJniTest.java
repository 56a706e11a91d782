package org.sotto.nativeimage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.sotto.nativeimage.Entry.Group;
import org.sotto.nativeimage.Entry.Source;

/// The driver's own metadata stays out of the image (`application.properties` says why), and ours stands
/// for it. SQLite's C library finds classes, methods and fields by their names. The names are strings of
/// the library: each one that names a class of the driver or of the JDK must be accessible by JNI in an
/// image, and so must each of its members there whose name and descriptor stand among the strings.
@TestInstance(Lifecycle.PER_CLASS)
class SqliteJniTest {
    private static final String LIBRARY = "org/sqlite/native/Linux/" + architecture() + "/libsqlitejdbc.so";
    private static final Pattern TEXT = Pattern.compile("[\\x20-\\x7e]{2,}");
    private static final Pattern CLASS = Pattern.compile("(org/sqlite|java)/[A-Za-z/$]+");

    private ClassFiles jar;
    private Metadata metadata;
    private Set<String> texts;

    @BeforeAll
    void read() throws Exception {
        jar = ClassFiles.of(Path.of(org.sqlite
                .JDBC
                .class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
        texts = texts(jar.bytes(LIBRARY));
        MetadataReader ours = new MetadataReader(Source.OURS);
        Path file = Path.of("src/main/resources/META-INF/native-image/org.sotto/sotto/reachability-metadata.json");
        ours.read(file.toString(), Files.readAllBytes(file));
        metadata = new Metadata(ours.entries());
    }

    @Test
    void everythingThatTheLibraryLooksUpIsAccessible() throws IOException {
        assertTrue(texts.contains("org/sqlite/core/NativeDB") && texts.contains("throwex"), "names are strings");
        assertEquals(List.of(), missing(metadata));
    }

    @Test
    void aClassTakenAwayIsMissed() throws IOException {
        String name = "org.sqlite.core.NativeDB";
        List<String> missing = missing(
                metadata.without(each -> each.group() == Group.JNI && each.key().equals(name)));
        assertTrue(missing.contains(name) && missing.contains(name + "#throwex(java.lang.String)"), missing::toString);
        assertTrue(missing.stream().allMatch(each -> each.startsWith(name)), missing::toString);
    }

    @Test
    void theLibraryItselfIsAResource() {
        assertEquals(Optional.of(Source.OURS), metadata.resource(LIBRARY));
        assertEquals(
                Optional.empty(),
                metadata.without(each -> each.key().contains("libsqlitejdbc.so"))
                        .resource(LIBRARY));
    }

    private List<String> missing(Metadata metadata) throws IOException {
        List<String> missing = new ArrayList<>();
        for (String name : classes()) {
            String type = name.replace('/', '.');
            if (metadata.entry(Group.JNI, type).isEmpty()) {
                missing.add(type);
            }
            for (String member : members(name)) {
                if (metadata.called(Group.JNI, type, member).isEmpty()) {
                    missing.add(type + "#" + member);
                }
            }
        }
        return missing;
    }

    private Set<String> classes() {
        return texts.stream()
                .filter(text -> CLASS.matcher(text).matches())
                .filter(text -> model(text).isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Those whose name and descriptor are both strings of the library. Native methods are called, and not looked up.
    private Set<String> members(String name) {
        Set<String> members = new TreeSet<>();
        ClassModel model = model(name).orElseThrow();
        for (var method : model.methods()) {
            boolean named = texts.contains(method.methodName().stringValue())
                    && texts.contains(method.methodType().stringValue());
            if (named && !method.flags().has(java.lang.reflect.AccessFlag.NATIVE)) {
                String parameters = method.methodTypeSymbol().parameterList().stream()
                        .map(SqliteJniTest::javaName)
                        .collect(Collectors.joining(","));
                members.add(method.methodName().stringValue() + "(" + parameters + ")");
            }
        }
        for (var field : model.fields()) {
            if (texts.contains(field.fieldName().stringValue())
                    && texts.contains(field.fieldType().stringValue())) {
                members.add(field.fieldName().stringValue());
            }
        }
        return members;
    }

    private static boolean isOfDriver(String name) {
        return name.startsWith("org/sqlite/");
    }

    private Optional<ClassModel> model(String name) {
        if (isOfDriver(name)) {
            return jar.model(name.replace('/', '.'));
        }
        try (var in = Object.class.getResourceAsStream("/" + name + ".class")) {
            return in == null ? Optional.empty() : Optional.of(ClassFile.of().parse(in.readAllBytes()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String javaName(ClassDesc type) {
        return type.isArray()
                ? javaName(type.componentType()) + "[]"
                : type.isPrimitive()
                        ? type.displayName()
                        : type.descriptorString()
                                .substring(1, type.descriptorString().length() - 1)
                                .replace('/', '.');
    }

    private static Set<String> texts(byte[] library) {
        Set<String> texts = new TreeSet<>();
        Matcher text = TEXT.matcher(new String(library, ISO_8859_1));
        while (text.find()) {
            texts.add(text.group());
        }
        return texts;
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
    }
}
