package org.sotto.server.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sotto.server.settings.AuditSettings;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// What the settings of limits, times and suites do to a running server.
@QuarkusTest
@TestProfile(LimitedServerTest.Limited.class)
class LimitedServerTest {
    private static final int CONNECTIONS = 6;

    private final TestServer server;
    private final AuditSettings audit;
    private final MeterRegistry metrics;

    LimitedServerTest(TestServer server, AuditSettings audit, MeterRegistry metrics) {
        this.server = server;
        this.metrics = metrics;
        this.audit = audit;
    }

    public static final class Limited implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "sotto.server.max_connections", Integer.toString(CONNECTIONS),
                    "sotto.server.connection_timeout_ms", "7000",
                    "sotto.server.tls.cipher_suites", "TLS_CHACHA20_POLY1305_SHA256,TLS_AES_256_GCM_SHA384",
                    "sotto.security.audit_logging.retention_days", "11");
        }
    }

    private SSLSocket socket() throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(server.trustStore());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket)
                context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.httpsPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    @Test
    void theServersOrderOfSuitesDecides() throws Exception {
        try (SSLSocket socket = socket()) {
            socket.setEnabledCipherSuites(new String[] {"TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"});
            socket.startHandshake();
            assertEquals("TLS_CHACHA20_POLY1305_SHA256", socket.getSession().getCipherSuite());
        }
    }

    /// However regularly a byte comes, or if none does: beside one another, for each takes its seconds.
    @Test
    void whoeverDripsAHeaderOrMakesNoHandshakeOrSaysNothingIsCutOff() throws Exception {
        double headers = refused("slow-header");
        double handshakes = refused("handshake-timeout");
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> header = senders.submit(() -> {
                try (SSLSocket socket = socket()) {
                    return drip(socket);
                }
            });
            Future<Long> handshake = senders.submit(() -> {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.httpsPort())) {
                    socket.setSoTimeout(20_000);
                    long start = System.nanoTime();
                    readToEnd(socket);
                    return seconds(start);
                }
            });
            Future<Long> idle = senders.submit(() -> {
                try (SSLSocket socket = socket()) {
                    long start = System.nanoTime();
                    socket.startHandshake();
                    readToEnd(socket);
                    return seconds(start);
                }
            });
            assertTrue(idle.get() >= 6 && idle.get() < 20, idle.get() + " s");
            assertTrue(header.get() >= 4 && header.get() < 15, header.get() + " s");
            assertTrue(handshake.get() >= 4 && handshake.get() < 15, handshake.get() + " s");
        }
        assertEquals(headers + 1, refused("slow-header"));
        assertEquals(handshakes + 1, refused("handshake-timeout"));
    }

    /// A letter each half second until the server has had enough; how many seconds that took.
    private static long drip(Socket socket) throws IOException {
        socket.setSoTimeout(500);
        long start = System.nanoTime();
        socket.getOutputStream().write("GET /".getBytes(StandardCharsets.US_ASCII));
        while (seconds(start) < 30) {
            try {
                socket.getOutputStream().write('x');
                if (socket.getInputStream().read() < 0) {
                    return seconds(start);
                }
            } catch (SocketTimeoutException e) {
                assertTrue(seconds(start) < 30, "never cut off");
            } catch (IOException e) {
                return seconds(start);
            }
        }
        throw new AssertionError("never cut off");
    }

    private static void readToEnd(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // an alert may come first
            }
        } catch (SocketException e) {
            // a reset is an end as well
        }
    }

    private static long seconds(long since) {
        return (System.nanoTime() - since) / 1_000_000_000;
    }

    private double refused(String reason) {
        return metrics.get("sotto.connections.refused")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private boolean isServed() {
        try (TlsConnection one = server.connect()) {
            return one.request("GET", "/v1/server", null, null).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void connectionsInTheHandshakeCountAsWell() throws Exception {
        double before = refused("too-many");
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                silent.add(new Socket(InetAddress.getLoopbackAddress(), server.httpsPort()));
            }
            int served = 0;
            while (isServed()) { // the last of them may not be accepted yet
                assertTrue(++served < 100, "one more is never refused");
            }
            assertTrue(refused("too-many") > before);
        } finally {
            for (Socket each : silent) {
                each.close();
            }
        }
    }

    @Test
    void whatIsNoTlsIsCountedAsAHandshakeThatFailed() throws Exception {
        double before = refused("handshake-failed");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.httpsPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            readToEnd(socket);
        }
        assertEquals(before + 1, refused("handshake-failed"));
    }

    @Test
    void oneConnectionMoreThanAllowedIsClosedAndThereIsRoomAgainWhenOneGoes() throws Exception {
        List<TlsConnection> open = new ArrayList<>();
        try {
            assertTrue(openAsManyAsPossible(open) <= CONNECTIONS);
            assertTrue(open.size() >= CONNECTIONS - 1, "opened " + open.size());
            open.removeLast().close();
            int tries = 0;
            while (!tryOpen(open)) {
                assertTrue(++tries < 500, "no room when one has gone");
            }
        } finally {
            for (TlsConnection each : open) {
                each.close();
            }
        }
    }

    private int openAsManyAsPossible(List<TlsConnection> open) {
        for (int i = 0; i < 5 * CONNECTIONS; i++) {
            if (!tryOpen(open)) {
                break;
            }
        }
        return open.size();
    }

    /// Whether a fresh connection answers; it stays open then.
    private boolean tryOpen(List<TlsConnection> open) {
        TlsConnection fresh = null;
        try {
            fresh = server.connect();
            fresh.request("GET", "/v1/server", null, null);
            open.add(fresh);
            return true;
        } catch (IOException e) {
            close(fresh);
            return false;
        }
    }

    private static void close(@Nullable TlsConnection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theAuditLogHearsOfItsRetention() {
        assertEquals(11, audit.retentionDays());
    }
}
