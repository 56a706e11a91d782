package org.sotto.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sotto.operator.OperatorClient;
import org.sotto.operator.ServerFolder;

/// A real server: this program once more, as a process of its own, with `serve` as its command.
final class ServerProcess {
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(15);
    private static final long POLL_MS = 20;
    /// Set in a native image and nowhere else (org.graalvm.nativeimage.ImageInfo).
    private static final String IMAGE_CODE = "org.graalvm.nativeimage.imagecode";

    /// The classes of a server, where there is such a file beside the program.
    private static final String ARCHIVE = "serve.jsa";

    private final Process process;
    private final ServerFolder folder;
    private final Path log;

    private ServerProcess(Process process, ServerFolder folder, Path log) {
        this.process = process;
        this.folder = folder;
        this.log = log;
    }

    /// Starts it without waiting; [#awaitReady()] waits.
    static ServerProcess start(Path data, int port, Path log) {
        ProcessBuilder builder = new ProcessBuilder(command(data, port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // settings of this machine's own server are not for this one
        builder.environment().keySet().removeIf(name -> name.startsWith("SOTTO_") || name.startsWith("QUARKUS_"));
        try {
            return new ServerProcess(builder.start(), new ServerFolder(data), log);
        } catch (IOException e) {
            throw new DemoFailure("the server cannot be started: " + e.getMessage(), e);
        }
    }

    private static List<String> command(Path data, int port) {
        List<String> command = new ArrayList<>(thisProgram());
        command.addAll(List.of("serve", "--data", data.toString(), "--host", "127.0.0.1"));
        command.addAll(List.of("--port", Integer.toString(port), "--management-port", "0"));
        return command;
    }

    private static List<String> thisProgram() {
        String temporary = "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir");
        if (System.getProperty(IMAGE_CODE) != null) {
            return List.of(ProcessHandle.current().info().command().orElseThrow(), temporary);
        }
        Path jar = Path.of(System.getProperty("java.class.path"));
        List<String> program = new ArrayList<>();
        program.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        program.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        program.addAll(List.of("--sun-misc-unsafe-memory-access=allow", temporary));
        Path archive = jar.resolveSibling(ARCHIVE);
        if (Files.exists(archive) && System.getenv("SOTTO_ARCHIVE") == null) {
            program.add("-XX:SharedArchiveFile=" + archive);
        }
        program.addAll(List.of("-jar", jar.toString()));
        return program;
    }

    /// Returns as soon as the server has written where it listens.
    ///
    /// @throws DemoFailure it ended or was not ready after 60 s; the message quotes the last line of its log
    ServerProcess awaitReady() {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!folder.hasServer()) {
            DemoFailure.unless(!exitedWithin(POLL_MS), "the server ended: " + lastLogLine());
            DemoFailure.unless(System.nanoTime() < deadline, "the server was not ready in time: " + lastLogLine());
        }
        return this;
    }

    int port() {
        return folder.running().httpsPort();
    }

    long pid() {
        return process.pid();
    }

    OperatorClient operator() {
        return new OperatorClient(folder);
    }

    /// Ends it as an operator would and waits.
    ///
    /// @throws DemoFailure it did not end, or not cleanly
    void stop() {
        process.destroy();
        DemoFailure.unless(exitedWithin(STOPPED_WITHIN.toMillis()), "the server did not stop");
        DemoFailure.unless(!folder.hasServer(), "the server did not stop cleanly: " + lastLogLine());
    }

    /// Ends it at once, if it still runs.
    void kill() {
        process.destroyForcibly();
        exitedWithin(STOPPED_WITHIN.toMillis());
    }

    private boolean exitedWithin(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("interrupted", e);
        }
    }

    private String lastLogLine() {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "its log is empty" : lines.getLast();
        } catch (IOException e) {
            return "it has no log";
        }
    }
}
