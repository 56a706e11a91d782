package org.sotto.bench;

import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sotto.api.RunningServer;
import org.sotto.operator.OperatorClient;
import org.sotto.operator.ServerFolder;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// Durably acknowledged blobs of 2,048 bytes a second, and what one costs the server, with the generator on the same
/// cores. `store`: recipients offline. `online`: recipients connected and acknowledging, timed until the delivery.
/// `paced`: the same at a modest rate, for the time that one message takes.
final class ServerBench {
    private static final int DEVICES = 100;
    private static final int PACE = 500;
    private static final int IDLE = 300;
    /// Messages before the first measurement: until then the compiler has most of the processor.
    private static final int WARM_UP = 300_000;
    private static final int WARM_UP_S = 60;
    private static final int DRAIN_S = 120;

    private final ServerProcess server;
    private final Generator generator;
    private final List<BenchDevice> senders = new ArrayList<>();
    private final List<BenchDevice> recipients = new ArrayList<>();
    private final int seconds;

    private ServerBench(ServerProcess server, Generator generator, int seconds) {
        this.server = server;
        this.generator = generator;
        this.seconds = seconds;
    }

    /// @param args seconds of each measurement, 10 by default
    public static void main(String[] args) throws Exception {
        int seconds = args.length == 0 ? 10 : Integer.parseInt(args[0]);
        try (ServerProcess server = ServerProcess.start()) {
            RunningServer running = new ServerFolder(server.data()).running();
            try (Generator generator =
                    new Generator(running.httpsPort(), server.data().resolve("tls.crt"))) {
                new ServerBench(server, generator, seconds).run(running.httpsPort());
            }
        }
    }

    private void run(int port) throws Exception {
        register(port);
        System.out.printf(
                Locale.ROOT,
                "%-8s %10s %10s %9s %9s %10s%n",
                "",
                "msg/s",
                "CPU ms/msg",
                "p50 ms",
                "p99 ms",
                "messages");
        String store = closedLoop("store", false);
        String online = closedLoop("online", true);
        String paced = paced();
        long rss = server.rssMib();
        double idle = idle();
        System.out.printf(Locale.ROOT, "resident memory %d MiB, an idle session %.1f KiB of heap%n", rss, idle);
        System.out.printf(
                Locale.ROOT,
                "{\"store\":%s,\"online\":%s,\"paced\":%s,\"rss_mib\":%d,\"idle_session_kib\":%.1f,\"limits\":\"pace raised\"}%n",
                store,
                online,
                paced,
                rss,
                idle);
    }

    private void register(int port) throws Exception {
        OperatorClient operator = new OperatorClient(new ServerFolder(server.data()));
        KeyStore trusted = TestServer.trustStore(server.data().resolve("tls.crt"));
        for (int i = 0; i < 2 * DEVICES; i++) {
            try (TlsConnection connection = TlsConnection.open(port, trusted)) {
                (i < DEVICES ? senders : recipients).add(BenchDevice.register(connection, operator.invite()));
            }
        }
    }

    private List<TestMailbox> mailboxes() {
        return recipients.stream().map(BenchDevice::mailbox).toList();
    }

    private String closedLoop(String name, boolean online) throws Exception {
        Load load = new Load(online);
        List<BenchStream> all = online ? connectRecipients(load) : new ArrayList<>();
        List<BenchStream> sending = connectSenders(load, all);
        generator.loop(sending, load);
        String result = measure(name, load);
        load.stop();
        rest(1);
        all.forEach(BenchStream::close);
        return result;
    }

    private String paced() throws Exception {
        Load load = new Load(true);
        List<BenchStream> all = connectRecipients(load);
        List<BenchStream> sending = connectSenders(load, all);
        long timer = generator.pace(sending, PACE);
        String result = measure("paced", load);
        generator.cancel(timer);
        rest(1);
        all.forEach(BenchStream::close);
        return result;
    }

    /// Connected, and with everything fetched that waited.
    private List<BenchStream> connectRecipients(Load load) throws Exception {
        List<BenchStream> streams = new ArrayList<>(generator.open(recipients, mailboxes(), load));
        for (int i = 0; i < DRAIN_S && load.drainedCount() < DEVICES; i++) {
            rest(1);
        }
        return streams;
    }

    /// Adds the senders' streams to `all`, in which the recipients' stand.
    private List<BenchStream> connectSenders(Load load, List<BenchStream> all) throws Exception {
        List<BenchStream> sending = generator.open(senders, mailboxes(), load);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).receivesFrom(sending.get(i));
        }
        all.addAll(sending);
        return sending;
    }

    private String measure(String name, Load load) throws Exception {
        for (int i = 0; i < WARM_UP_S && load.total() < WARM_UP; i++) {
            rest(1);
        }
        double cpu = server.cpuMs();
        long start = System.nanoTime();
        load.measure(true);
        rest(seconds);
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

    /// KiB of heap that one idle stream costs: three more of each sender.
    private double idle() throws Exception {
        Load load = new Load(false);
        long before = server.liveKib();
        List<BenchStream> idle = new ArrayList<>();
        for (int i = 0; i < IDLE / DEVICES; i++) {
            idle.addAll(generator.open(senders, mailboxes(), load));
        }
        rest(1);
        double each = (double) (server.liveKib() - before) / IDLE;
        idle.forEach(BenchStream::close);
        return each;
    }

    private static void rest(int seconds) throws InterruptedException {
        if (new CountDownLatch(1).await(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
    }
}
