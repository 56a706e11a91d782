package org.sotto.server.resource;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sotto.api.ProblemCode.INVALID_PROOF;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.api.ChallengeRequest;
import org.sotto.api.ChallengeResponse;
import org.sotto.api.SessionRequest;
import org.sotto.api.SessionResponse;
import org.sotto.support.Json;
import org.sotto.support.TestDevice;
import org.sotto.support.TlsConnection;

/// Every status and code of `/v1/auth`; `ProofTest` has the proofs.
@QuarkusTest
class AuthenticationResourceTest {
    private static final ChallengeRequest ASKED = new ChallengeRequest(new byte[32], 1, new byte[32], Instant.EPOCH);
    private static final SessionRequest UNPROVED =
            new SessionRequest(new byte[32], 1, new byte[32], new byte[32], Instant.EPOCH, new byte[32], new byte[64]);
    static final Call CHALLENGE = new Call("POST", "/v1/auth/challenge", false, ASKED);
    static final Call SESSION = new Call("POST", "/v1/auth/session", false, UNPROVED);

    private final Scene scene;

    AuthenticationResourceTest(Scene scene) {
        this.scene = scene;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void answers(Case line) throws Exception {
        line.check(scene);
    }

    static Stream<Case> lines() {
        return Stream.of(CHALLENGE.common(), challenges(), SESSION.common(), sessions())
                .flatMap(lines -> lines);
    }

    private static Stream<Case> challenges() {
        return Stream.of(
                CHALLENGE.succeeds(
                        200, "an unknown device", s -> s.stranger().body(ASKED).post("/v1/auth/challenge")),
                CHALLENGE.succeeds(
                        200,
                        "a device that is registered",
                        s -> s.stranger()
                                .body(Json.with(
                                        ASKED,
                                        "device_id",
                                        s.somebody().device().id()))
                                .post("/v1/auth/challenge")),
                CHALLENGE.malformed("a device id of 31 bytes", Json.with(ASKED, "device_id", new byte[31])),
                CHALLENGE.malformed("a nonce of 33 bytes", Json.with(ASKED, "client_nonce", new byte[33])),
                CHALLENGE.malformed("another suite", Json.with(ASKED, "suite", 2)),
                CHALLENGE.malformed("no time", Json.with(ASKED, "time", null)),
                CHALLENGE.malformed("a time without a zone", Json.with(ASKED, "time", "2026-01-01T00:00:00.000")));
    }

    private static Stream<Case> sessions() {
        return Stream.of(
                SESSION.refused(
                        401,
                        INVALID_PROOF,
                        "no challenge",
                        s -> s.stranger().body(UNPROVED).post("/v1/auth/session")),
                SESSION.proved(200, null, "a proof that holds", s -> {
                    try (TlsConnection connection = s.server.connect()) {
                        return s.somebody().device().prove(connection);
                    }
                }),
                SESSION.malformed("a proof of 63 bytes", Json.with(UNPROVED, "proof", new byte[63])),
                SESSION.malformed("a challenge of 31 bytes", Json.with(UNPROVED, "challenge", new byte[31])),
                SESSION.malformed("another suite", Json.with(UNPROVED, "suite", 0)),
                SESSION.malformed("no expiry", Json.with(UNPROVED, "expires_at", null)),
                SESSION.fails("registered_devices"));
    }

    @Test
    void aFieldThatDoesNotFitIsNamedWithoutItsBytes() {
        scene.stranger()
                .body("{\"device_id\":\"c2VjcmV0\",\"suite\":1,\"client_nonce\":\"AA\","
                        + "\"time\":\"2026-01-01T00:00:00.000Z\"}")
                .post("/v1/auth/challenge")
                .then()
                .statusCode(400)
                .body("detail", is("client_nonce has the wrong size, device_id has the wrong size"));
    }

    @Test
    void anUnknownDeviceGetsAChallengeLikeAKnownOne() throws IOException {
        TestDevice known = scene.somebody().device();
        TestDevice unknown = new TestDevice(scene.server.serverId());
        try (TlsConnection connection = scene.server.connect()) {
            ChallengeResponse one = known.challenge(connection).answer();
            ChallengeResponse other = unknown.challenge(connection).answer();
            assertEquals(one.challenge().length, other.challenge().length);
            assertEquals(one.serverNonce().length, other.serverNonce().length);
            assertEquals(Duration.ofSeconds(30), Duration.between(other.time(), other.expiresAt()));
        }
    }

    @Test
    void aSessionLastsFifteenMinutes() throws IOException {
        TestDevice device = scene.somebody().device();
        try (TlsConnection connection = scene.server.connect()) {
            SessionResponse session = device.prove(connection).as(SessionResponse.class);
            assertEquals("success", session.status());
            Duration term = Duration.between(Instant.now(), session.expiresAt());
            assertTrue(term.compareTo(Duration.ofMinutes(14)) > 0 && term.compareTo(Duration.ofMinutes(15)) <= 0);
            assertEquals(5, session.sessionToken().split("\\.", -1).length, "an encrypted token has five parts");
            assertEquals("", session.sessionToken().split("\\.", -1)[1], "dir: no encrypted key");
        }
    }

    @Test
    void aBodyOfAStrangerIsAtMost16KiB() throws IOException {
        for (String path : List.of("/v1/auth/challenge", "/v1/auth/session", "/v1/devices")) {
            try (TlsConnection connection = scene.server.connect()) {
                byte[] largest = " ".repeat(16 << 10).getBytes(StandardCharsets.US_ASCII);
                assertEquals(400, connection.post(path, null, largest).status(), "read, and no JSON");
                assertEquals(
                        "too-large", connection.announce(path, (16 << 10) + 1).code());
            }
            try (TlsConnection connection = scene.server.connect()) {
                assertEquals(400, connection.chunked(path, " ".repeat(16 << 10)).status(), "read, and no JSON");
                assertEquals(
                        "too-large",
                        connection.chunked(path, " ".repeat((16 << 10) + 1)).code());
            }
        }
    }

    @Test
    void aBodyWithoutAnEndIsAnsweredAtItsLimitAndCutOff() throws IOException {
        for (String body : List.of(" ".repeat(20_000), "{\"device_id\":\"" + "A".repeat(20_000))) {
            try (TlsConnection connection = scene.server.connect()) {
                assertEquals(
                        "too-large",
                        connection.endless("/v1/auth/challenge", body).code());
                assertThrows(IOException.class, () -> connection.post("/v1/auth/challenge", null, new byte[0]));
            }
        }
    }
}
