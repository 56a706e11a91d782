package org.sotto.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/// A copy of the launcher in a project of its own, with a Maven and JDKs that only pretend.
final class LauncherProject {
    private static final List<String> TOOLS = List.of(
            "cat",
            "dirname",
            "find",
            "flock",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "rmdir",
            "sed",
            "sleep",
            "touch");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    LauncherProject(Path folder) throws IOException {
        this.folder = folder;
        Files.copy(
                Path.of("sotto"),
                Files.createDirectories(folder.resolve("project")).resolve("sotto"));
        Files.setPosixFilePermissions(launcher(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createDirectories(source().getParent());
        Files.writeString(source(), "class A {}");
        Files.writeString(folder.resolve("project/pom.xml"), "<project/>");
        withArchives("for kind in serve command; do : >\"$1/$kind.jsa\"; done");
        makeOlder(Duration.ofMinutes(2));
        Files.createDirectories(folder.resolve("bin"));
        Files.createDirectories(folder.resolve("jvm"));
        for (String tool : TOOLS) {
            script("bin/" + tool, "#!/bin/sh\nexec " + found(tool) + " \"$@\"\n");
        }
        environment.put("PATH", folder.resolve("bin").toString());
        environment.put("SOTTO_JVM_DIR", folder.resolve("jvm").toString());
    }

    LauncherProject set(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Path launcher() {
        return folder.resolve("project/sotto");
    }

    Path source() {
        return folder.resolve("project/src/main/java/A.java");
    }

    Path app() {
        return folder.resolve("project/target/quarkus-app/quarkus-run.jar");
    }

    /// A Maven that notes its arguments, takes a moment, and then has built.
    LauncherProject withMaven(String version, String build) throws IOException {
        script("bin/mvn", """
                #!/bin/sh
                if [ "$1" = -v ]; then echo 'Apache Maven %s (abc)'; exit; fi
                echo "$@" >>'%s'
                %s
                """.formatted(version, builds(), build));
        return this;
    }

    LauncherProject withMaven(String version) throws IOException {
        return withMaven(version, "mkdir -p '%s'; sleep 1; : >'%s'".formatted(app().getParent(), app()));
    }

    LauncherProject withMaven() throws IOException {
        return withMaven("3.8.7");
    }

    /// What makes archives of classes in the folder `$1`.
    void withArchives(String commands) throws IOException {
        script("project/scripts/archive-classes", "#!/bin/sh\n" + commands + "\n");
    }

    /// A JDK whose `java` prints its arguments, one a line.
    Path jdk(String place, String version) throws IOException {
        Path home = folder.resolve(place);
        script(place + "/bin/java", "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\"\n");
        script(place + "/bin/javac", "#!/bin/sh\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /// The real JDK of this test, and a program that prints its arguments in hexadecimal.
    void withRealJava() throws IOException {
        set("JAVA_HOME", System.getProperty("java.home"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, ArgumentsInHex.class.getName());
        String name = ArgumentsInHex.class.getName().replace('.', '/') + ".class";
        Files.createDirectories(app().getParent());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(app()), manifest);
                InputStream code = ArgumentsInHex.class.getResourceAsStream("ArgumentsInHex.class")) {
            jar.putNextEntry(new JarEntry(name));
            code.transferTo(jar);
        }
        Files.copy(Path.of(System.getProperty("java.home"), "release"), app().resolveSibling("archives.jdk"));
    }

    /// Sets back the time of everything in the project, as if it was all made some time ago.
    void makeOlder(Duration by) throws IOException {
        FileTime time = FileTime.from(Instant.now().minus(by));
        try (Stream<Path> all = Files.walk(folder.resolve("project"))) {
            for (Path path : all.toList()) {
                Files.setLastModifiedTime(path, time);
            }
        }
    }

    /// The argument lines of all builds so far.
    List<String> buildLines() throws IOException {
        return Files.exists(builds()) ? Files.readAllLines(builds()) : List.of();
    }

    Process start(Path launcher, String... args) throws IOException {
        String[] command =
                Stream.concat(Stream.of(launcher.toString()), Stream.of(args)).toArray(String[]::new);
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("HOME"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    Result run(String... args) throws IOException, InterruptedException {
        return result(start(launcher(), args));
    }

    static Result result(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the launcher does not end");
        }
        return new Result(process.exitValue(), out, err);
    }

    private Path builds() {
        return folder.resolve("builds");
    }

    private void script(String place, String text) throws IOException {
        Path file = folder.resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path found(String tool) {
        return Stream.of("/usr/bin", "/bin")
                .map(place -> Path.of(place, tool))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("this machine has no " + tool));
    }
}
