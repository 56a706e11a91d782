package org.sotto.nativeimage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sotto.operator.ServerFolder;
import org.sotto.support.PackagedProgram;

/// What is recorded: a full demo, and two people who type the commands of a normal session against a server.
final class RecordedSession {
    private static final long READY_SECONDS = 120;

    private final Recording recording;
    private final Path folder;
    private int count;

    RecordedSession(Recording recording, Path folder) {
        this.recording = recording;
        this.folder = folder;
    }

    /// Alone: it gives its server a minute to start, on whatever machine.
    void demo() throws Exception {
        Process demo = recording.start(folder.resolve("nobody"), "demo", command("demo"));
        recording.finish(demo, "demo", 0);
    }

    void commands() throws Exception {
        Path data = folder.resolve("server");
        Process server = recording.start(
                folder.resolve("operator"),
                "server",
                command(
                        "serve",
                        "--data",
                        data.toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "0",
                        "--management-port",
                        "0"));
        try {
            awaitReady(data, server);
            talk(data.toString());
            server.destroy(); // as an operator ends it
            recording.finish(server, "server", 0, 143);
        } finally {
            server.destroyForcibly();
        }
    }

    private void talk(String data) throws Exception {
        Path alice = folder.resolve("alice");
        Path bob = folder.resolve("bob");
        type(alice, "register", type(alice, "invite", "--data", data), "--name", "alice");
        type(bob, "register", type(alice, "invite", "--data", data), "--name", "bob");
        type(alice, "add", type(bob, "card"), "--name", "bob");
        type(alice, "card", "--qr");
        type(alice, "send", "bob", "hello");
        type(bob, "receive", "--wait", "5", "--json");
        type(bob, "history", "alice", "--json");
        type(alice, "verify", "bob");
        type(alice, "status");
        type(alice, "renew-certificate", "--data", data);
        type(alice, "send", "--help");
        sandbox(data);
    }

    /// Outside a container it says that calls go through, with 1.
    private void sandbox(String data) throws Exception {
        type(folder.resolve("operator"), "health", "--data", data);
        Process process = recording.start(folder.resolve("operator"), "sandbox", command("health", "--sandbox"));
        recording.finish(process, "sandbox", 0, 1);
    }

    private String type(Path home, String... arguments) throws Exception {
        String name = arguments[0] + count++;
        return recording.finish(recording.start(home, name, command(arguments)), name, 0);
    }

    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(PackagedProgram.launcher());
        Stream.of(arguments).forEach(command::add);
        return command;
    }

    private static void awaitReady(Path data, Process server) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!Files.exists(data) || !new ServerFolder(data).hasServer()) {
            if (server.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                throw new AssertionError("the server is not ready");
            }
        }
    }
}
