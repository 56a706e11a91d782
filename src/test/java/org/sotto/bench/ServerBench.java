package org.sotto.bench;

import java.util.List;
import java.util.Locale;

/// Durably acknowledged blobs a second, and what one costs the server, with the generator on the same cores. `store`:
/// recipients offline. `rest`: the same by REST. `constant`: the same with blobs of the padding strategy `constant`.
/// `online`: recipients connected and acknowledging, timed until the delivery. `paced`: the same at a modest rate, for
/// the time that one message takes.
final class ServerBench {
    private static final int BLOB = 2_048;
    private static final int CONSTANT = 11_136;
    private static final int PACE = 500;
    /// Streams that say nothing.
    private static final int IDLE = 1_000;
    /// Messages before the first measurement: until then the compiler has most of the processor.
    private static final int WARM_UP = 300_000;
    private static final int WARM_UP_S = 60;

    private final ServerProcess server;
    private final Crowd crowd;
    private final int seconds;

    private ServerBench(ServerProcess server, Crowd crowd, int seconds) {
        this.server = server;
        this.crowd = crowd;
        this.seconds = seconds;
    }

    /// @param args seconds of each measurement, 10 by default
    public static void main(String[] args) throws Exception {
        int seconds = args.length == 0 ? 10 : Integer.parseInt(args[0]);
        try (ServerProcess server = ServerProcess.start();
                Crowd crowd = Crowd.register(server)) {
            new ServerBench(server, crowd, seconds).run();
        }
    }

    private void run() throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%-8s %10s %10s %9s %9s %10s%n",
                "",
                "msg/s",
                "CPU ms/msg",
                "p50 ms",
                "p99 ms",
                "messages");
        String store = closedLoop("store", false, BLOB);
        String online = closedLoop("online", true, BLOB);
        String paced = paced();
        String rest = rest();
        String constant = closedLoop("constant", false, CONSTANT);
        long rss = server.rssMib();
        String idle = idle();
        System.out.printf(Locale.ROOT, "resident memory after the load %d MiB%n", rss);
        System.out.printf(
                Locale.ROOT,
                "{\"store\":%s,\"online\":%s,\"paced\":%s,\"rest\":%s,\"constant\":%s,\"rss_mib\":%d,\"idle\":%s,"
                        + "\"limits\":\"pace raised\"}%n",
                store,
                online,
                paced,
                rest,
                constant,
                rss,
                idle);
    }

    private String closedLoop(String name, boolean online, int blob) throws Exception {
        Load load = new Load(online);
        List<BenchStream> receiving = online ? crowd.connectRecipients(load) : List.of();
        List<BenchStream> sending = crowd.connectSenders(load, blob, receiving);
        crowd.generator().loop(sending, load);
        String result = measure(name, load);
        load.stop();
        close(sending, receiving);
        return result;
    }

    private String rest() throws Exception {
        Load load = new Load(false);
        crowd.loopByRest(load, BLOB);
        String result = measure("rest", load);
        load.stop();
        Crowd.rest(1);
        return result;
    }

    private String paced() throws Exception {
        Load load = new Load(true);
        List<BenchStream> receiving = crowd.connectRecipients(load);
        List<BenchStream> sending = crowd.connectSenders(load, BLOB, receiving);
        long timer = crowd.generator().pace(sending, PACE);
        String result = measure("paced", load);
        crowd.generator().cancel(timer);
        close(sending, receiving);
        return result;
    }

    private static void close(List<BenchStream> sending, List<BenchStream> receiving) throws InterruptedException {
        Crowd.rest(1);
        sending.forEach(BenchStream::close);
        receiving.forEach(BenchStream::close);
    }

    private String measure(String name, Load load) throws Exception {
        for (int i = 0; i < WARM_UP_S && load.total() < WARM_UP; i++) {
            Crowd.rest(1);
        }
        double cpu = server.cpuMs();
        long start = System.nanoTime();
        load.measure(true);
        Crowd.rest(seconds);
        load.measure(false);
        double wall = (System.nanoTime() - start) / 1e9;
        int messages = load.messages();
        double rate = messages / wall;
        double perMessage = (server.cpuMs() - cpu) / Math.max(1, messages);
        double p50 = load.quantileMs(0.5);
        double p99 = load.quantileMs(0.99);
        System.out.printf(
                Locale.ROOT, "%-8s %10.0f %10.3f %9.2f %9.2f %10d%n", name, rate, perMessage, p50, p99, messages);
        return String.format(
                Locale.ROOT,
                "{\"rate\":%.0f,\"cpu_ms\":%.3f,\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"messages\":%d}",
                rate,
                perMessage,
                p50,
                p99,
                messages);
    }

    /// What one of the streams costs that say nothing.
    private String idle() throws Exception {
        List<BenchDevice> silent = crowd.silent(IDLE);
        long heap = server.liveKib();
        long resident = server.rssMib();
        List<BenchStream> idle = crowd.connectSilent(silent);
        double residentKib = (server.rssMib() - resident) * 1024.0 / IDLE;
        double heapKib = (double) (server.liveKib() - heap) / IDLE;
        idle.forEach(BenchStream::close);
        System.out.printf(
                Locale.ROOT,
                "each of %d idle sessions: %.1f KiB of heap, %.1f KiB more resident%n",
                IDLE,
                heapKib,
                residentKib);
        return String.format(Locale.ROOT, "{\"heap_kib\":%.1f,\"resident_kib\":%.1f}", heapKib, residentKib);
    }
}
