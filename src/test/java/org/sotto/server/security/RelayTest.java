package org.sotto.server.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.support.TestCertificate;
import org.sotto.support.TestDevice;
import org.sotto.support.TestDevice.Challenge;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;
import org.sotto.support.TlsConnection.Reply;
import org.sotto.support.TlsRelay;

/// A man in the middle whose certificate the client was made to accept: only the TLS exporter stops him.
@QuarkusTest
class RelayTest {
    private final TestServer server;

    RelayTest(TestServer server) {
        this.server = server;
    }

    @Test
    void aProofDoesNotPassThroughAManInTheMiddle() throws IOException {
        TestDevice device = server.registered();
        TestCertificate relayed = TestCertificate.fresh("localhost");
        try (TlsRelay relay = TlsRelay.start(relayed, server.httpsPort(), server.trustStore());
                TlsConnection connection = TlsConnection.open(relay.port(), relayed.trustStore())) {
            assertEquals(
                    200, connection.request("GET", "/v1/server", null, null).status(), "the relay carries");
            Reply reply = device.prove(connection);
            assertEquals(401, reply.status(), reply.text());
            assertEquals("invalid-proof", reply.code());
        }
        assertControl(device);
    }

    /// The same device, the same calls, nobody between.
    private void assertControl(TestDevice device) throws IOException {
        try (TlsConnection connection = server.connect()) {
            assertEquals(200, device.prove(connection).status());
        }
    }

    @Test
    void nothingButTheExporterStopsHim() throws IOException {
        TestDevice device = server.registered();
        TestCertificate relayed = TestCertificate.fresh("localhost");
        try (TlsRelay relay = TlsRelay.start(relayed, server.httpsPort(), server.trustStore());
                TlsConnection connection = TlsConnection.open(relay.port(), relayed.trustStore())) {
            Challenge challenge = device.challenge(connection);
            // a client that bound its proof to anything the relay can know would have lost
            byte[] proof = device.proof(Purpose.AUTH, relay.upstreamExporter(), challenge);
            Reply reply = connection.post("/v1/auth/session", null, device.sessionRequest(challenge, proof));
            assertEquals(200, reply.status(), reply.text());
        }
    }

    @Test
    void aRegistrationDoesNotPassEither() throws IOException {
        TestDevice device = new TestDevice(server.serverId());
        TestCertificate relayed = TestCertificate.fresh("localhost");
        byte[] code = server.invitationCode();
        try (TlsRelay relay = TlsRelay.start(relayed, server.httpsPort(), server.trustStore());
                TlsConnection connection = TlsConnection.open(relay.port(), relayed.trustStore())) {
            assertEquals(401, device.register(connection, code).status());
        }
        try (TlsConnection connection = server.connect()) {
            assertEquals(201, device.register(connection, code).status());
        }
    }
}
