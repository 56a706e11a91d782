package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./sotto demo` itself: what it leaves behind.
class DemoIT {
    @TempDir
    Path folder;

    @Test
    void endsWellAndKeepsWhatItWasAskedToKeep() throws Exception {
        Path kept = folder.resolve("kept");
        Result result = shell().run("demo", "--keep", kept.toString());
        result.exits(0).printsLike(".*Every step held, in [0-9.]+ s\\.\n");
        assertTrue(Files.isRegularFile(kept.resolve("server/sotto.db")));
        assertEquals(List.of(), entries(folder.resolve("tmp")));
        shell().run("demo", "--keep", kept.toString()).exits(1).saysLike("sotto: [^\n]*is not empty\nhint: .*");
    }

    @Test
    void leavesNothingBehindWhenItIsInterrupted() throws Exception {
        Process demo = shell().start("demo");
        long server = serverOf(demo);
        assertTrue(ProcessHandle.of(server).isPresent());
        demo.destroy();
        assertTrue(demo.waitFor(60, TimeUnit.SECONDS), "the demo does not end");
        assertTrue(ProcessHandle.of(server).isEmpty(), "its server still runs");
        assertEquals(List.of(), entries(folder.resolve("tmp")));
    }

    @Test
    void talksOverAServerThatIsThereAlready() throws Exception {
        try (RealServer server = RealServer.start(folder.resolve("server"), 0)) {
            String data = server.data().toString();
            String[] links = new String[2];
            for (int i = 0; i < links.length; i++) {
                links[i] = shell().run("invite", "--data", data).exits(0).out().strip();
            }
            shell().run(
                            "demo",
                            "--invitation",
                            links[0],
                            "--invitation",
                            links[1],
                            "--restart",
                            "/bin/true",
                            "--search",
                            data)
                    .exits(0)
                    .printsLike(".*ended and started anew by true.*Every step held, in [0-9.]+ s\\.\n");
            shell().run("demo", "--invitation", links[0], "--invitation", links[1])
                    .exits(1)
                    .saysLike("sotto: the server refused: invitation-refused[^\n]*\nhint: [^\n]*\n");
        }
        shell().run("demo", "--search", "somewhere").fails(2, "--restart and --search need --invitation");
        assertEquals(List.of(), entries(folder.resolve("tmp")));
    }

    private RealShell shell() throws IOException {
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        return new RealShell(folder, "nobody").set("TMPDIR", temporary);
    }

    private static long serverOf(Process demo) throws IOException {
        Pattern process = Pattern.compile("runs as process (\\d+)");
        for (String line = demo.inputReader().readLine();
                line != null;
                line = demo.inputReader().readLine()) {
            Matcher found = process.matcher(line);
            if (found.find()) {
                return Long.parseLong(found.group(1));
            }
        }
        throw new AssertionError("the demo started no server");
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> path.getFileName().toString().startsWith("sotto-"))
                    .toList();
        }
    }
}
