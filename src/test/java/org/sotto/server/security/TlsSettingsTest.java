package org.sotto.server.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.support.TestServer;

/// TLS 1.3 with two suites, and nothing else on the port.
@QuarkusTest
class TlsSettingsTest {
    private final TestServer server;

    TlsSettingsTest(TestServer server) {
        this.server = server;
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

    @ParameterizedTest
    @ValueSource(strings = {"TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"})
    void bothSuitesAreSpoken(String suite) throws Exception {
        try (SSLSocket socket = socket()) {
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
            assertEquals("TLSv1.3", socket.getSession().getProtocol());
            assertEquals(suite, socket.getSession().getCipherSuite());
        }
    }

    @Test
    void theThirdSuiteOfTls13IsRefused() throws Exception {
        try (SSLSocket socket = socket()) {
            socket.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
            assertThrows(SSLHandshakeException.class, socket::startHandshake);
        }
    }

    @Test
    void tls12IsRefused() throws Exception {
        try (SSLSocket socket = socket()) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            assertThrows(SSLHandshakeException.class, socket::startHandshake);
        }
    }

    @Test
    void plainHttpGetsNoAnswer() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.httpsPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write("GET /v1/server HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertEquals(-1, answer.indexOf("HTTP/"), answer);
        }
    }
}
