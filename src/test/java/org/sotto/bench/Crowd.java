package org.sotto.bench;

import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.sotto.api.RunningServer;
import org.sotto.operator.OperatorClient;
import org.sotto.operator.ServerFolder;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// A hundred devices that send and a hundred that receive, sender i to recipient i, registered at one server.
final class Crowd implements AutoCloseable {
    static final int PAIRS = 100;
    private static final int DRAIN_S = 120;

    /// A device may have so many.
    private static final int STREAMS = 4;

    private final ServerProcess server;
    private final Generator generator;
    private final List<BenchDevice> senders = new ArrayList<>();
    private final List<BenchDevice> recipients = new ArrayList<>();

    private Crowd(ServerProcess server, Generator generator) {
        this.server = server;
        this.generator = generator;
    }

    static Crowd register(ServerProcess server) throws Exception {
        RunningServer running = new ServerFolder(server.data()).running();
        Crowd crowd = new Crowd(
                server, new Generator(running.httpsPort(), server.data().resolve("tls.crt")));
        crowd.senders.addAll(crowd.devices(PAIRS));
        crowd.recipients.addAll(crowd.devices(PAIRS));
        return crowd;
    }

    private List<BenchDevice> devices(int count) throws Exception {
        OperatorClient operator = new OperatorClient(new ServerFolder(server.data()));
        KeyStore trusted = TestServer.trustStore(server.data().resolve("tls.crt"));
        int port = new ServerFolder(server.data()).running().httpsPort();
        List<BenchDevice> devices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            try (TlsConnection connection = TlsConnection.open(port, trusted)) {
                devices.add(BenchDevice.register(connection, operator.invite()));
            }
        }
        return devices;
    }

    Generator generator() {
        return generator;
    }

    private List<TestMailbox> mailboxes() {
        return recipients.stream().map(BenchDevice::mailbox).toList();
    }

    /// Streams that send blobs of `blob` bytes.
    List<BenchStream> connectSenders(Load load, int blob) throws Exception {
        return generator.open(senders, mailboxes(), load, blob);
    }

    /// Streams of the recipients, with everything fetched that waited. Connect the senders afterwards: streams that say
    /// nothing are closed after a while.
    List<BenchStream> connectRecipients(Load load) throws Exception {
        List<BenchStream> streams = generator.open(recipients, mailboxes(), load, 1);
        for (int i = 0; i < DRAIN_S && load.drainedCount() < PAIRS; i++) {
            rest(1);
        }
        return streams;
    }

    /// Streams that send to these recipients.
    List<BenchStream> connectSenders(Load load, int blob, List<BenchStream> receiving) throws Exception {
        List<BenchStream> sending = connectSenders(load, blob);
        for (int i = 0; i < receiving.size(); i++) {
            receiving.get(i).receivesFrom(sending.get(i));
        }
        return sending;
    }

    /// Devices that nobody writes to and that say nothing, for `count` streams.
    List<BenchDevice> silent(int count) throws Exception {
        return devices(count / STREAMS);
    }

    /// All the streams that these devices may have.
    List<BenchStream> connectSilent(List<BenchDevice> devices) throws Exception {
        List<TestMailbox> own = devices.stream().map(BenchDevice::mailbox).toList();
        List<BenchStream> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            streams.addAll(generator.open(devices, own, new Load(false), 1));
        }
        return streams;
    }

    /// Every sender by REST, in a closed loop.
    void loopByRest(Load load, int blob) throws Exception {
        generator.loopByRest(senders, mailboxes(), load, blob);
    }

    static void rest(int seconds) throws InterruptedException {
        if (new CountDownLatch(1).await(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody counts down");
        }
    }

    @Override
    public void close() {
        generator.close();
    }
}
