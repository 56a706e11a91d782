package org.sotto.server.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    LimitedServerTest(TestServer server, AuditSettings audit) {
        this.server = server;
        this.audit = audit;
    }

    public static final class Limited implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "sotto.server.max_connections", Integer.toString(CONNECTIONS),
                    "sotto.server.connection_timeout_ms", "3000",
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

    @Test
    void aConnectionWithoutAByteIsClosed() throws Exception {
        try (SSLSocket socket = socket()) {
            long start = System.nanoTime();
            socket.getOutputStream().write("GET /v1/ser".getBytes(StandardCharsets.US_ASCII));
            assertEquals(-1, socket.getInputStream().read());
            long ms = (System.nanoTime() - start) / 1_000_000;
            assertTrue(ms >= 2_000, ms + " ms");
        }
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
