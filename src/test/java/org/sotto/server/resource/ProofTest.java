package org.sotto.server.resource;

import static org.sotto.api.ProblemCode.INVALID_PROOF;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.api.ChallengeResponse;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.support.TestDevice;
import org.sotto.support.TestDevice.Challenge;
import org.sotto.support.TlsConnection;
import org.sotto.support.TlsConnection.Reply;

/// Every reason for which a proof gets no session: one answer for all.
@QuarkusTest
class ProofTest {
    private static final Call SESSION = AuthenticationResourceTest.SESSION;

    private final Scene scene;

    ProofTest(Scene scene) {
        this.scene = scene;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void answers(Case line) throws Exception {
        line.check(scene);
    }

    /// Proves the device on a connection in some wrong way.
    private interface Attempt {
        Reply make(TestDevice device, TlsConnection connection) throws IOException;
    }

    static Stream<Case> lines() {
        return Stream.concat(proofs(), challenges());
    }

    private static Stream<Case> proofs() {
        return Stream.of(
                SESSION.proved(401, INVALID_PROOF, "an unknown device", s -> {
                    try (TlsConnection connection = s.server.connect()) {
                        return new TestDevice(s.server.serverId()).prove(connection);
                    }
                }),
                refused("a flipped bit", (device, connection) -> {
                    Challenge challenge = device.challenge(connection);
                    byte[] proof = device.proof(Purpose.AUTH, connection.exporter(), challenge);
                    proof[40] ^= 1;
                    return send(device, connection, challenge, proof);
                }),
                refused("a scalar that is not canonical", (device, connection) -> {
                    byte[] proof = new byte[64];
                    Arrays.fill(proof, (byte) 0xff);
                    return send(device, connection, device.challenge(connection), proof);
                }),
                refused("another purpose", (device, connection) -> {
                    Challenge challenge = device.challenge(connection);
                    byte[] proof = device.proof(Purpose.REGISTER, connection.exporter(), challenge);
                    return send(device, connection, challenge, proof);
                }));
    }

    private static Stream<Case> challenges() {
        return Stream.of(
                refused("a challenge that a proof has used", (device, connection) -> {
                    Challenge challenge = device.challenge(connection);
                    good(device, connection, challenge);
                    return good(device, connection, challenge);
                }),
                refused("a challenge that a wrong proof has used", (device, connection) -> {
                    Challenge challenge = device.challenge(connection);
                    send(device, connection, challenge, new byte[64]);
                    return good(device, connection, challenge);
                }),
                refused("a challenge that a newer one has replaced", (device, connection) -> {
                    Challenge older = device.challenge(connection);
                    device.challenge(connection);
                    return good(device, connection, older);
                }),
                refused("a challenge with a later expiry", (device, connection) -> {
                    Challenge given = device.challenge(connection);
                    return good(device, connection, prolonged(given, Duration.ofHours(1)));
                }),
                SESSION.proved(401, INVALID_PROOF, "a challenge of another connection", s -> {
                    TestDevice device = s.somebody().device();
                    try (TlsConnection one = s.server.connect();
                            TlsConnection other = s.server.connect()) {
                        Challenge challenge = device.challenge(one);
                        device.challenge(other);
                        return good(device, other, challenge);
                    }
                }));
    }

    private static Case refused(String when, Attempt attempt) {
        return SESSION.proved(401, INVALID_PROOF, when, s -> {
            try (TlsConnection connection = s.server.connect()) {
                return attempt.make(s.somebody().device(), connection);
            }
        });
    }

    private static Challenge prolonged(Challenge given, Duration by) {
        ChallengeResponse answer = given.answer();
        return new Challenge(
                given.clientNonce(),
                new ChallengeResponse(
                        answer.serverNonce(), answer.expiresAt().plus(by), answer.challenge(), answer.time()));
    }

    private static Reply good(TestDevice device, TlsConnection connection, Challenge challenge) throws IOException {
        return send(device, connection, challenge, device.proof(Purpose.AUTH, connection.exporter(), challenge));
    }

    private static Reply send(TestDevice device, TlsConnection connection, Challenge challenge, byte[] proof)
            throws IOException {
        return connection.post("/v1/auth/session", null, device.sessionRequest(challenge, proof));
    }
}
