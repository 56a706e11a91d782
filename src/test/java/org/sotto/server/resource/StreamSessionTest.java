package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.UpgradeRejectedException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sotto.api.ProblemCode;
import org.sotto.api.frame.ClientFrame;
import org.sotto.api.frame.CloseCode;
import org.sotto.api.frame.ServerFrame;
import org.sotto.support.TestDevice;
import org.sotto.support.TestServer;
import org.sotto.support.TestStream;

/// The session of a stream, from the upgrade to its end.
@QuarkusTest
class StreamSessionTest {
    private final StreamScene scene;
    private final TestServer server;
    private final Clock clock;

    StreamSessionTest(StreamScene scene, TestServer server, Clock clock) {
        this.scene = scene;
        this.server = server;
        this.clock = clock;
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void needsASessionAndTheSubprotocol() throws Exception {
        assertEquals(401, upgradeStatus(null, true));
        assertEquals(401, upgradeStatus("x", true));
        assertEquals(400, upgradeStatus(scene.bob().token(), false));
    }

    private int upgradeStatus(String token, boolean subprotocol) {
        ExecutionException refused = assertThrows(
                ExecutionException.class,
                () -> TestStream.open(server.httpsPort(), server.data("tls.crt"), options -> {
                    if (token != null) {
                        options.addHeader("Authorization", "Bearer " + token);
                    }
                    return subprotocol ? options.addSubProtocol("sotto.v1") : options;
                }));
        return assertInstanceOf(UpgradeRejectedException.class, refused.getCause())
                .getStatus();
    }

    @Test
    void renewsItsSession() throws Exception {
        TestStream stream = scene.open(scene.bob());
        stream.next(ServerFrame.Drained.class);
        stream.send(scene.bobsProof(stream, scene.challenge(stream, 1)));
        ServerFrame.Renewed renewed = stream.next(ServerFrame.Renewed.class);
        assertEquals(3, renewed.requestId());
        long expected = clock.millis() + 900_000;
        assertTrue(Math.abs(renewed.expiry() - expected) < 60_000);
    }

    @Test
    void refusesAProofThatIsWrongOrOld() throws Exception {
        TestStream stream = scene.open(scene.bob());
        stream.next(ServerFrame.Drained.class);
        stream.send(new ClientFrame.Proof(1, new byte[64]));
        assertEquals(
                Optional.of(ProblemCode.INVALID_PROOF),
                stream.next(ServerFrame.Sent.class).problem());
        TestDevice.Challenge first = scene.challenge(stream, 1);
        TestDevice.Challenge second = scene.challenge(stream, 2);
        stream.send(scene.bobsProof(stream, first));
        assertEquals(
                Optional.of(ProblemCode.INVALID_PROOF),
                stream.next(ServerFrame.Sent.class).problem());
        stream.send(scene.bobsProof(stream, second));
        assertEquals(
                Optional.of(ProblemCode.INVALID_PROOF),
                stream.next(ServerFrame.Sent.class).problem(),
                "the proof before has used the challenge up");
        stream.send(scene.bobsProof(stream, scene.challenge(stream, 4)));
        stream.next(ServerFrame.Renewed.class);
    }

    @Test
    void aRemovedDeviceHasNoStream() throws Exception {
        TestStream stream = scene.open(scene.bob());
        stream.next(ServerFrame.Drained.class);
        scene.bob().leave().then().statusCode(204);
        assertEquals(CloseCode.SESSION_OVER.number(), stream.closeCode());
    }
}
