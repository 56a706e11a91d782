package org.sotto.server.uniform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.sotto.api.AckRequest;
import org.sotto.api.BundleRequest;
import org.sotto.api.SendRequest;
import org.sotto.support.TestDevice;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// A server that is busy half of the time: two devices that send and acknowledge, each at half of the pace that they
/// kept together when nothing held them back.
final class HalfLoad implements AutoCloseable {
    private static final int DEVICES = 2;
    private static final int WARM_UP = 50;
    private static final int MEASURED = 100;
    private static final byte[] BLOB = blob();

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(DEVICES);
    private final List<TlsConnection> connections = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private HalfLoad() {}

    static HalfLoad start(TestServer server) throws IOException {
        HalfLoad load = new HalfLoad();
        for (int i = 0; i < DEVICES; i++) {
            TestDevice device = server.registered();
            BundleRequest mailbox = server.publicMailbox(device);
            String token = server.token(device);
            TlsConnection connection = server.connect();
            load.connections.add(connection);
            long pause = 2 * load.pace(connection, token, mailbox);
            var _ = load.timer.scheduleAtFixedRate(
                    () -> load.attempt(connection, token, mailbox), 0, pause, TimeUnit.NANOSECONDS);
        }
        return load;
    }

    /// Nanoseconds for one message and its acknowledgment.
    private long pace(TlsConnection connection, String token, BundleRequest mailbox) throws IOException {
        for (int i = 0; i < WARM_UP; i++) {
            step(connection, token, mailbox);
        }
        long start = System.nanoTime();
        for (int i = 0; i < MEASURED; i++) {
            step(connection, token, mailbox);
        }
        return (System.nanoTime() - start) / MEASURED;
    }

    private void attempt(TlsConnection connection, String token, BundleRequest mailbox) {
        try {
            step(connection, token, mailbox);
        } catch (IOException | AssertionError e) {
            failure.compareAndSet(null, e);
            throw new IllegalStateException(e); // ends the timer's task
        }
    }

    private static void step(TlsConnection connection, String token, BundleRequest mailbox) throws IOException {
        byte[] id = TestDevice.random(16);
        assertEquals(
                202,
                connection
                        .post("/v1/messages", token, new SendRequest(id, mailbox.mailbox(), mailbox.sendSecret(), BLOB))
                        .status());
        assertEquals(
                200,
                connection
                        .post("/v1/messages/ack", token, new AckRequest(List.of(id)))
                        .status());
    }

    private static byte[] blob() {
        byte[] blob = new byte[5_120];
        blob[0] = 2; // a first blob, which a public mailbox takes
        return blob;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        timer.shutdown();
        timer.awaitTermination(20, TimeUnit.SECONDS);
        for (TlsConnection each : connections) {
            each.close();
        }
        if (failure.get() != null) {
            throw new AssertionError("the load did not go on", failure.get());
        }
    }
}
