package org.sotto.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.protocol.Invitation;
import org.sotto.support.FakeTlsServer;

/// The README's example of the Java library compiles and runs with the client jar and the libraries that it lists.
class ReadmeExampleTest {
    /// Of the client jar in pom.xml.
    private static final List<String> PACKAGES =
            List.of("wire", "platform", "crypto", "sqlite", "protocol", "api", "transport", "client");

    /// As the README lists them, with what they need themselves.
    private static final List<String> LIBRARIES = List.of(
            "vertx-core",
            "netty-",
            "jackson-databind",
            "jackson-core",
            "jackson-annotations",
            "bcprov-jdk18on",
            "curve25519-elisabeth",
            "sqlite-jdbc",
            "jspecify");

    @TempDir
    Path folder;

    @Test
    void compilesAndRuns() throws Exception {
        String example = example();
        assertTrue(example.lines().count() <= 30, "at most 30 lines");
        Files.writeString(folder.resolve("Example.java"), example);
        String classPath = clientJar() + File.pathSeparator + libraries();
        compile(classPath);
        try (FakeTlsServer server = new FakeTlsServer()) {
            assertEquals("Alice: hello\n", run(folder + File.pathSeparator + classPath, link(server), link(server)));
        }
    }

    private static String example() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("```java\n") + "```java\n".length();
        return readme.substring(start, readme.indexOf("```", start));
    }

    private static String link(FakeTlsServer server) {
        byte[] code = new byte[Invitation.CODE];
        Arrays.fill(code, (byte) 7);
        return new Invitation(server.home(), code).text();
    }

    /// The same classes as the attached jar; the packaged one is only there after `package`.
    private Path clientJar() throws IOException {
        Path classes = Path.of("target", "classes");
        Path jar = folder.resolve("client.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), new Manifest())) {
            for (String each : PACKAGES) {
                addAll(out, classes, classes.resolve("org/sotto").resolve(each));
            }
        }
        try (JarFile made = new JarFile(jar.toFile())) {
            assertTrue(made.stream().noneMatch(entry -> entry.getName().contains("server/")));
        }
        return jar;
    }

    private static void addAll(JarOutputStream out, Path classes, Path start) throws IOException {
        if (Files.notExists(start)) {
            return;
        }
        try (Stream<Path> files = Files.walk(start)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    /// Where the test's own class loader has the libraries from.
    private static String libraries() {
        List<String> found = Stream.of(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                .filter(path -> LIBRARIES.stream()
                        .anyMatch(name -> new File(path).getName().startsWith(name)))
                .filter(path -> !path.contains("tcnative"))
                .toList();
        assertTrue(found.size() >= LIBRARIES.size(), "libraries: " + found);
        return found.stream().collect(Collectors.joining(File.pathSeparator));
    }

    private void compile(String classPath) {
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        OutputStream.nullOutputStream(),
                        null,
                        "-proc:none",
                        "-cp",
                        classPath,
                        "-d",
                        folder.toString(),
                        folder.resolve("Example.java").toString());
        assertEquals(0, result, "the example compiles");
    }

    private String run(String classPath, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                "Example"));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the example ends");
        assertEquals(0, process.exitValue());
        return Files.readString(output, UTF_8);
    }
}
