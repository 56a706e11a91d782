package org.sotto.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.sotto.operator.ServerFolder;
import org.sotto.support.PackagedProgram;

/// `./sotto serve` as a process, on a data folder.
final class RealServer implements AutoCloseable {
    private static final long READY_SECONDS = 90;

    private final Path data;
    private final Process process;

    private RealServer(Path data, Process process) {
        this.data = data;
        this.process = process;
    }

    /// Starts it and returns when it is ready.
    ///
    /// @param port 0 takes a free one
    static RealServer start(Path data, int port) throws IOException, InterruptedException {
        return start(data, port, Map.of());
    }

    static RealServer start(Path data, int port, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path log = data.resolveSibling(data.getFileName() + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        PackagedProgram.launcher(),
                        "serve",
                        "--data",
                        data.toString(),
                        "--port",
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("SOTTO_"));
        // a server that lives for seconds is ready in half the time without the slow compiler
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        // the senders of ServerKillIT are faster than people
        builder.environment().put("SOTTO_LIMITS_MESSAGES_PER_SECOND", "100000");
        builder.environment().putAll(environment);
        RealServer server = new RealServer(data, builder.start());
        server.awaitReady(log);
        return server;
    }

    /// A free port that stays free while a server is away: not one of those that the kernel gives to others (on Linux
    /// from 32768 on).
    static int lastingPort() throws IOException {
        Random random = new Random();
        for (int tries = 0; tries < 100; tries++) {
            int port = 20_000 + random.nextInt(10_000);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (BindException e) {
                continue; // somebody has it
            }
        }
        throw new AssertionError("no port is free");
    }

    Path data() {
        return data;
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return new ServerFolder(data).running().httpsPort();
    }

    /// SIGTERM, and waits for the end.
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(READY_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the server does not stop");
        }
    }

    /// SIGKILL: `./sotto` has become the server by exec.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(READY_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the server cannot be killed");
        }
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!Files.exists(data) || !new ServerFolder(data).hasServer()) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                process.destroyForcibly();
                List<String> lines = Files.readAllLines(log);
                throw new AssertionError("the server is not ready: " + String.join("\n", lines));
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
