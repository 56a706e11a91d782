package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sotto.api.ChallengeResponse;
import org.sotto.api.MailboxKind;
import org.sotto.api.frame.ClientFrame;
import org.sotto.api.frame.CloseCode;
import org.sotto.api.frame.ServerFrame;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.server.service.MessageService;
import org.sotto.support.MovableClock;
import org.sotto.support.OnMovableClock;
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
    private final MovableClock clock;
    private final MessageService messages;

    ExpiryTest(TestServer server, MovableClock clock, MessageService messages) {
        this.server = server;
        this.clock = clock;
        this.messages = messages;
    }

    private TestStream stream(TestDevice device) throws Exception {
        TestStream stream = TestStream.open(server.httpsPort(), server.data("tls.crt"), server.token(device));
        stream.next(ServerFrame.Drained.class);
        return stream;
    }

    @Test
    void aStreamEndsWithItsSession() throws Exception {
        try (TestStream stream = stream(server.registered())) {
            clock.advance(SESSION.minusMinutes(1));
            stream.send(new ClientFrame.Ping(1));
            stream.next(ServerFrame.Ping.class);
            clock.advance(Duration.ofMinutes(2));
            stream.send(new ClientFrame.Ping(2));
            assertEquals(CloseCode.SESSION_OVER.number(), stream.closeCode());
        }
    }

    @Test
    void aRenewedStreamGoesOn() throws Exception {
        TestDevice device = server.registered();
        try (TestStream stream = stream(device)) {
            clock.advance(SESSION.minusMinutes(1));
            byte[] nonce = TestDevice.random(32);
            stream.send(new ClientFrame.Challenge(1, nonce));
            ServerFrame.Challenge answer = stream.next(ServerFrame.Challenge.class);
            TestDevice.Challenge challenge = new TestDevice.Challenge(
                    nonce,
                    new ChallengeResponse(
                            answer.serverNonce(),
                            Instant.ofEpochMilli(answer.expiry()),
                            answer.challenge(),
                            clock.instant()));
            stream.send(new ClientFrame.Proof(2, device.proof(Purpose.AUTH, stream.exporter(), challenge)));
            stream.next(ServerFrame.Renewed.class);
            clock.advance(Duration.ofMinutes(2));
            stream.send(new ClientFrame.Ping(3));
            stream.next(ServerFrame.Ping.class);
        }
    }

    @Test
    void aMessageThatNobodyFetchesIsGoneAfter30Days() throws Exception {
        TestDevice device = server.registered();
        String token = server.token(device);
        byte[] late;
        try (TlsConnection connection = server.connect()) {
            TestMailbox mailbox = TestMailbox.create(connection, token, MailboxKind.CONTACT);
            send(connection, token, mailbox);
            clock.advance(Duration.ofDays(29));
            token = server.token(device);
            late = send(connection, token, mailbox);
            assertEquals(0, messages.expire());
            clock.advance(Duration.ofDays(1).plusHours(1));
            assertTrue(messages.expire() >= 1);
        }
        try (TestStream stream = TestStream.open(server.httpsPort(), server.data("tls.crt"), server.token(device))) {
            assertArrayEquals(late, stream.next(ServerFrame.Deliver.class).messageId());
            stream.next(ServerFrame.Drained.class);
        }
    }

    private static byte[] send(TlsConnection connection, String token, TestMailbox mailbox) throws Exception {
        var request = mailbox.send(TestMailbox.blob(1, 2048));
        assertEquals(202, connection.post("/v1/messages", token, request).status());
        return request.id();
    }
}
