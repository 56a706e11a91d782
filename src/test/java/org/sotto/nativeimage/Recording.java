package org.sotto.nativeimage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs processes with the agent in them and in whatever they start, and reads what it wrote.
final class Recording {
    private static final long PATIENCE_SECONDS = 180;

    private final Path records;
    private final Path temporary;
    private final String option;

    Recording(Path folder) throws Exception {
        records = Files.createDirectories(folder.resolve("records"));
        temporary = Files.createDirectories(folder.resolve("tmp"));
        // without the slow compiler, for none of them lives long
        option = "-XX:TieredStopAtLevel=1 -javaagent:" + AgentJar.make(folder) + "=" + records;
    }

    /// @param name of its output's file
    Process start(Path home, String name, List<String> command) throws IOException {
        File log = temporary.resolveSibling(name + ".log").toFile();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectOutput(log).redirectError(ProcessBuilder.Redirect.appendTo(new File(log + ".err")));
        builder.environment().keySet().removeIf(key -> key.startsWith("SOTTO_"));
        builder.environment().put("SOTTO_ARCHIVE", "none"); // of no use beside an agent
        builder.environment().put("JAVA_TOOL_OPTIONS", option);
        builder.environment().put("TMPDIR", temporary.toString());
        builder.environment().put("SOTTO_HOME", home.toString());
        builder.environment().put("SOTTO_PASSPHRASE_FILE", passphrase(home).toString());
        return builder.start();
    }

    /// Waits for it and gives back what it printed.
    String finish(Process process, String name, int... expected) throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(name + " does not end");
        }
        Path log = temporary.resolveSibling(name + ".log");
        if (java.util.Arrays.stream(expected).noneMatch(code -> code == process.exitValue())) {
            throw new AssertionError(name + " ended with " + process.exitValue() + ":\n" + Files.readString(log)
                    + Files.readString(Path.of(log + ".err")));
        }
        return Files.readString(log).strip();
    }

    private static Path passphrase(Path home) throws IOException {
        Path file = Path.of(home + ".pass");
        if (!Files.exists(file)) {
            var owner = java.nio.file.attribute.PosixFilePermissions.fromString("rw-------");
            Files.createFile(file, java.nio.file.attribute.PosixFilePermissions.asFileAttribute(owner));
            Files.write(file, "a passphrase\n".getBytes(UTF_8));
        }
        return file;
    }

    /// Each line once, of all processes.
    List<Sighting> sightings() throws IOException {
        Set<String> lines = new LinkedHashSet<>();
        try (Stream<Path> files = Files.list(records)) {
            for (Path file : files.sorted().toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        List<Sighting> sightings = new ArrayList<>();
        for (String line : lines) {
            sightings.add(Sighting.parse(line));
        }
        return sightings;
    }

    int processes() throws IOException {
        try (Stream<Path> files = Files.list(records)) {
            return (int) files.count();
        }
    }
}
