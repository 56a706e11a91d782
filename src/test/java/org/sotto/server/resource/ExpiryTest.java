package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.sotto.api.SendRequest;
import org.sotto.api.frame.ClientFrame;
import org.sotto.api.frame.CloseCode;
import org.sotto.api.frame.ServerFrame;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.server.service.MessageService;
import org.sotto.support.MovableClock;
import org.sotto.support.OnMovableClock;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.Rest;
import org.sotto.support.TestDevice;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestServer;
import org.sotto.support.TestStream;
import org.sotto.support.TlsConnection;

/// What ends by itself when its time has come, on a clock that a test moves.
@QuarkusTest
@TestProfile(OnMovableClock.class)
class ExpiryTest {
    private static final Duration SESSION = Duration.ofMinutes(15);

    private final TestServer server;
    private final StreamScene scene;
    private final People people;
    private final Rest rest;
    private final MovableClock clock;
    private final MessageService messages;

    ExpiryTest(
            TestServer server,
            StreamScene scene,
            People people,
            Rest rest,
            MovableClock clock,
            MessageService messages) {
        this.server = server;
        this.scene = scene;
        this.people = people;
        this.rest = rest;
        this.clock = clock;
        this.messages = messages;
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private TestStream stream() throws Exception {
        TestStream stream = scene.open(scene.bob());
        stream.next(ServerFrame.Drained.class);
        return stream;
    }

    @Test
    void aStreamEndsWithItsSession() throws Exception {
        TestStream stream = stream();
        clock.advance(SESSION.minusMinutes(1));
        stream.send(new ClientFrame.Ping(1));
        stream.next(ServerFrame.Ping.class);
        clock.advance(Duration.ofMinutes(2));
        stream.send(new ClientFrame.Ping(2));
        assertEquals(CloseCode.SESSION_OVER.number(), stream.closeCode());
    }

    @Test
    void aRenewedStreamGoesOn() throws Exception {
        TestStream stream = stream();
        clock.advance(SESSION.minusMinutes(1));
        stream.send(scene.bobsProof(stream, scene.challenge(stream, 1)));
        stream.next(ServerFrame.Renewed.class);
        clock.advance(Duration.ofMinutes(2));
        stream.send(new ClientFrame.Ping(3));
        stream.next(ServerFrame.Ping.class);
    }

    @Test
    void aChallengeStandsFor30Seconds() throws Exception {
        TestDevice device = scene.bob().device();
        try (TlsConnection connection = server.connect()) {
            assertEquals(200, proveAfter(Duration.ofSeconds(29), device, connection));
            assertEquals(401, proveAfter(Duration.ofSeconds(30), device, connection));
        }
    }

    private int proveAfter(Duration wait, TestDevice device, TlsConnection connection) throws IOException {
        TestDevice.Challenge challenge = device.challenge(connection);
        byte[] proof = device.proof(Purpose.AUTH, connection.exporter(), challenge);
        clock.advance(wait);
        return connection
                .post("/v1/auth/session", null, device.sessionRequest(challenge, proof))
                .status();
    }

    @Test
    void aMessageThatNobodyFetchesIsGoneAfter30Days() throws Exception {
        TestMailbox mailbox = scene.mailbox();
        scene.rest(2048);
        clock.advance(Duration.ofDays(29));
        byte[] late = send(people.another(), mailbox);
        assertEquals(0, messages.expire());
        clock.advance(Duration.ofDays(1).plusHours(1));
        assertTrue(messages.expire() >= 1);
        Person bob =
                new Person(rest, scene.bob().device(), server.token(scene.bob().device()));
        TestStream stream = scene.open(bob);
        assertArrayEquals(late, stream.next(ServerFrame.Deliver.class).messageId());
        stream.next(ServerFrame.Drained.class);
    }

    private static byte[] send(Person sender, TestMailbox mailbox) {
        SendRequest request = mailbox.send(TestMailbox.blob(1, 2048));
        sender.send(request).then().statusCode(202);
        return request.id();
    }
}
