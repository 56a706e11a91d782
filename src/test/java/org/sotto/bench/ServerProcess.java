package org.sotto.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sotto.support.PackagedProgram;

/// A server as a process of its own, started by the launcher like anybody's, and what the kernel counts for it.
final class ServerProcess implements AutoCloseable {
    private static final double TICKS_PER_MS = 0.1; // USER_HZ is 100 on every Linux
    private static final int UTIME = 13;
    private static final int STIME = 14;

    private static final Pattern OLD = Pattern.compile("Tenured .* used (\\d+)K");

    private final Process process;
    private final Path data;

    private ServerProcess(Process process, Path data) {
        this.process = process;
        this.data = data;
    }

    static ServerProcess start() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory(Path.of("target"), "bench-server");
        ProcessBuilder builder = new ProcessBuilder(
                        PackagedProgram.launcher(),
                        "serve",
                        "--data",
                        data.toString(),
                        "--port",
                        "0",
                        "--management-port",
                        "0")
                .redirectOutput(data.resolve("log").toFile())
                .redirectError(data.resolve("log").toFile());
        // all devices register from one address, and all of them are connected
        builder.environment().put("SOTTO_SECURITY_RATE_LIMITING_MAX_REQUESTS", "60000");
        builder.environment().put("SOTTO_SERVER_MAX_CONNECTIONS", "20000");
        // a hundred devices stand for all the people of a server
        builder.environment().put("SOTTO_LIMITS_MESSAGES_PER_SECOND", "100000");
        builder.environment().put("SOTTO_LIMITS_MAILBOX_BYTES_PER_SECOND", "1000000000");
        Process process = builder.start();
        ServerProcess server = new ServerProcess(process, data);
        Path ready = data.resolve("server.json");
        for (int i = 0; i < 600 && !Files.exists(ready); i++) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(Files.readString(data.resolve("log")));
            }
        }
        return server;
    }

    Path data() {
        return data;
    }

    /// User and system time so far, in ms.
    double cpuMs() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        // the name in brackets may hold blanks; the third field is the first behind it
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[UTIME - 2]) + Long.parseLong(fields[STIME - 2])) / TICKS_PER_MS;
    }

    /// Resident memory, in MiB.
    long rssMib() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            String line =
                    lines.filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10;
        }
    }

    /// What lives on the Java heap, in KiB: what a full collection leaves in the old generation of the
    /// serial collector. The young one holds what came since.
    long liveKib() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher found = OLD.matcher(jcmd("GC.heap_info"));
        if (!found.find()) {
            throw new IllegalStateException("the collector has no old generation");
        }
        return Long.parseLong(found.group(1));
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(asked.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        asked.waitFor();
        return answer;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> inside = Files.walk(data)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        }
    }
}
