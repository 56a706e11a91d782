package org.sotto.server.resource;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.api.ChallengeResponse;
import org.sotto.api.SessionRequest;
import org.sotto.api.SessionResponse;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.support.TestDevice;
import org.sotto.support.TestDevice.Challenge;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;
import org.sotto.support.TlsConnection.Reply;

@QuarkusTest
class AuthenticationResourceTest {
    private final TestServer server;

    AuthenticationResourceTest(TestServer server) {
        this.server = server;
    }

    @Test
    void aRegisteredDeviceGetsASession() throws IOException {
        TestDevice device = server.registered();
        try (TlsConnection connection = server.connect()) {
            Reply reply = device.prove(connection);
            assertEquals(200, reply.status(), reply.text());
            SessionResponse session = reply.as(SessionResponse.class);
            assertEquals("success", session.status());
            Duration term = Duration.between(Instant.now(), session.expiresAt());
            assertTrue(term.compareTo(Duration.ofMinutes(14)) > 0 && term.compareTo(Duration.ofMinutes(15)) <= 0);
            assertEquals(5, session.sessionToken().split("\\.", -1).length, "an encrypted token has five parts");
            assertEquals("", session.sessionToken().split("\\.", -1)[1], "dir: no encrypted key");
        }
    }

    @Test
    void anUnknownDeviceGetsAChallengeLikeAKnownOne() throws IOException {
        TestDevice known = server.registered();
        TestDevice unknown = new TestDevice(server.serverId());
        try (TlsConnection connection = server.connect()) {
            ChallengeResponse one = known.challenge(connection).answer();
            ChallengeResponse other = unknown.challenge(connection).answer();
            assertEquals(one.challenge().length, other.challenge().length);
            assertEquals(one.serverNonce().length, other.serverNonce().length);
            assertEquals(Duration.ofSeconds(30), Duration.between(other.time(), other.expiresAt()));
            Reply refused = unknown.prove(connection);
            assertEquals(401, refused.status());
            assertEquals("invalid-proof", refused.code());
        }
    }

    @Nested
    class RefusesAlike {
        private String refusal(TlsConnection connection, SessionRequest request) throws IOException {
            Reply reply = connection.post("/v1/auth/session", null, request);
            assertEquals(401, reply.status(), reply.text());
            assertEquals("invalid-proof", reply.code());
            assertEquals("Bearer", reply.headers().get("www-authenticate"));
            return reply.text();
        }

        @Test
        void everyReason() throws IOException {
            TestDevice device = server.registered();
            try (TlsConnection connection = server.connect()) {
                byte[] exporter = connection.exporter();
                Challenge first = device.challenge(connection);
                byte[] proof = device.proof(Purpose.AUTH, exporter, first);
                proof[40] ^= 1;
                String wrongProof = refusal(connection, device.sessionRequest(first, proof));
                proof[40] ^= 1;
                String usedUp = refusal(connection, device.sessionRequest(first, proof));
                Challenge second = device.challenge(connection);
                String wrongPurpose = refusal(
                        connection, device.sessionRequest(second, device.proof(Purpose.REGISTER, exporter, second)));
                Challenge third = device.challenge(connection);
                byte[] notCanonical = new byte[64];
                java.util.Arrays.fill(notCanonical, (byte) 0xff);
                String malformedProof = refusal(connection, device.sessionRequest(third, notCanonical));
                assertEquals(wrongProof, usedUp);
                assertEquals(wrongProof, wrongPurpose);
                assertEquals(wrongProof, malformedProof);
            }
        }

        @Test
        void aChallengeThatWasReplacedByANewerOne() throws IOException {
            TestDevice device = server.registered();
            try (TlsConnection connection = server.connect()) {
                Challenge older = device.challenge(connection);
                device.challenge(connection);
                refusal(
                        connection,
                        device.sessionRequest(older, device.proof(Purpose.AUTH, connection.exporter(), older)));
            }
        }

        @Test
        void aChallengeOfAnotherConnection() throws IOException {
            TestDevice device = server.registered();
            try (TlsConnection one = server.connect();
                    TlsConnection other = server.connect()) {
                Challenge challenge = device.challenge(one);
                device.challenge(other);
                refusal(
                        other,
                        device.sessionRequest(challenge, device.proof(Purpose.AUTH, other.exporter(), challenge)));
            }
        }

        @Test
        void aChallengeWithAnotherExpiry() throws IOException {
            TestDevice device = server.registered();
            try (TlsConnection connection = server.connect()) {
                Challenge given = device.challenge(connection);
                ChallengeResponse answer = given.answer();
                Challenge longer = new Challenge(
                        given.clientNonce(),
                        new ChallengeResponse(
                                answer.serverNonce(),
                                answer.expiresAt().plusSeconds(3600),
                                answer.challenge(),
                                answer.time()));
                refusal(
                        connection,
                        device.sessionRequest(longer, device.proof(Purpose.AUTH, connection.exporter(), longer)));
            }
        }

        @Test
        void aProofForAnotherServer() throws IOException {
            TestDevice device = new TestDevice(new byte[32]);
            try (TlsConnection connection = server.connect()) {
                assertEquals(
                        401,
                        device.register(connection, server.invitationCode()).status());
            }
        }
    }

    @Test
    void aProofIsGoodOnce() throws IOException {
        TestDevice device = server.registered();
        try (TlsConnection connection = server.connect()) {
            Challenge challenge = device.challenge(connection);
            SessionRequest request =
                    device.sessionRequest(challenge, device.proof(Purpose.AUTH, connection.exporter(), challenge));
            assertEquals(200, connection.post("/v1/auth/session", null, request).status());
            assertEquals(401, connection.post("/v1/auth/session", null, request).status());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "nonsense",
                "{\"device_id\":\"AA\",\"suite\":1,\"client_nonce\":\"AA\",\"time\":\"2026-01-01T00:00:00.000Z\"}",
                "{\"device_id\":null,\"suite\":1,\"client_nonce\":null,\"time\":null}"
            })
    void aMalformedChallengeRequestGetsOneAnswer(String body) {
        server.https()
                .contentType("application/json")
                .body(body)
                .post("/v1/auth/challenge")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", is("malformed-request"))
                .body("type", is("urn:sotto:problem:malformed-request"));
    }

    @Test
    void aFieldThatDoesNotFitIsNamedWithoutItsBytes() {
        server.https()
                .contentType("application/json")
                .body("{\"device_id\":\"c2VjcmV0\",\"suite\":1,\"client_nonce\":\"AA\","
                        + "\"time\":\"2026-01-01T00:00:00.000Z\"}")
                .post("/v1/auth/challenge")
                .then()
                .statusCode(400)
                .body("detail", is("client_nonce has the wrong size, device_id has the wrong size"));
    }

    @Test
    void otherMethodsTypesAndPathsAreProblemsToo() {
        server.https().get("/v1/auth/challenge").then().statusCode(405).body("code", is("method-not-allowed"));
        server.https()
                .contentType("text/plain")
                .body("x")
                .post("/v1/auth/challenge")
                .then()
                .statusCode(415)
                .body("code", is("unsupported-media-type"));
        server.https()
                .accept("image/png")
                .get("/v1/server")
                .then()
                .statusCode(406)
                .body("code", is("not-acceptable"));
        server.https().get("/v1/nowhere").then().statusCode(404).body("code", is("not-found"));
        server.https()
                .get("/")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", is("not-found"));
    }

    @Test
    void aBodyAboveTheLimitIsRefusedUnread() throws IOException {
        try (TlsConnection connection = server.connect()) {
            Reply reply = connection.announce("/v1/auth/challenge", 1_700_000);
            assertEquals(413, reply.status());
            assertEquals("too-large", reply.code());
        }
    }

    @Test
    void aBodyOfAStrangerIsAtMost16KiB() throws IOException {
        for (String path : List.of("/v1/auth/challenge", "/v1/auth/session", "/v1/devices")) {
            try (TlsConnection connection = server.connect()) {
                byte[] largest = " ".repeat(16 << 10).getBytes(StandardCharsets.US_ASCII);
                assertEquals(400, connection.post(path, null, largest).status(), "read, and no JSON");
                assertEquals(
                        "too-large", connection.announce(path, (16 << 10) + 1).code());
            }
            try (TlsConnection connection = server.connect()) {
                assertEquals(400, connection.chunked(path, 16 << 10).status(), "read, and no JSON");
                assertEquals(
                        "too-large", connection.chunked(path, (16 << 10) + 1).code());
            }
        }
    }

    @Test
    void aBearerThatIsNoTokenIsRefusedWhereOneIsNeeded() {
        String body = server.https()
                .header("Authorization", "Bearer nonsense")
                .get("/v1/prekeys/count")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .contentType("application/problem+json")
                .body("code", is("unauthenticated"))
                .extract()
                .asString();
        assertFalse(body.contains("nonsense"));
    }
}
