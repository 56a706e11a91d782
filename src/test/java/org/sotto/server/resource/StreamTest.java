package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.UpgradeRejectedException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sotto.api.ChallengeResponse;
import org.sotto.api.MailboxKind;
import org.sotto.api.ProblemCode;
import org.sotto.api.SendRequest;
import org.sotto.api.frame.ClientFrame;
import org.sotto.api.frame.CloseCode;
import org.sotto.api.frame.FrameLimits;
import org.sotto.api.frame.SendFrame;
import org.sotto.api.frame.ServerFrame;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.server.repository.Transactions;
import org.sotto.support.TestDevice;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestServer;
import org.sotto.support.TestStream;
import org.sotto.support.TlsConnection;

@QuarkusTest
class StreamTest {
    private final TestServer server;
    private final Clock clock;
    private final Transactions transactions;
    private final List<TestStream> streams = new ArrayList<>();
    private TlsConnection connection;
    private TestDevice device;
    private String alice;
    private String bob;
    private TestMailbox mailbox;

    StreamTest(TestServer server, Clock clock, Transactions transactions) {
        this.server = server;
        this.clock = clock;
        this.transactions = transactions;
    }

    @BeforeEach
    void open() throws IOException {
        connection = server.connect();
        device = server.registered();
        alice = server.token(server.registered());
        bob = server.token(device);
        mailbox = TestMailbox.create(connection, bob, MailboxKind.CONTACT);
    }

    @AfterEach
    void close() throws IOException {
        streams.forEach(TestStream::close);
        connection.close();
    }

    private TestStream stream(String token) throws ExecutionException {
        TestStream stream = TestStream.open(server.httpsPort(), server.data("tls.crt"), token);
        streams.add(stream);
        return stream;
    }

    private SendFrame frame(long requestId, byte[] blob) {
        SendRequest request = mailbox.send(blob);
        return new SendFrame(requestId, request.id(), request.recipient(), request.sendSecret(), request.content());
    }

    private byte[] rest(int size) throws IOException {
        SendRequest request = mailbox.send(TestMailbox.blob(1, size));
        assertEquals(202, connection.post("/v1/messages", alice, request).status());
        return request.id();
    }

    @Test
    void deliversWhatWaitsThenDrainedThenWhatArrives() throws Exception {
        byte[] first = rest(2048);
        byte[] second = rest(5120);
        TestStream stream = stream(bob);
        assertEquals("sotto.v1", stream.subprotocol());
        assertArrayEquals(first, stream.next(ServerFrame.Deliver.class).messageId());
        ServerFrame.Deliver delivered = stream.next(ServerFrame.Deliver.class);
        assertArrayEquals(second, delivered.messageId());
        assertArrayEquals(mailbox.id(), delivered.mailbox());
        assertEquals(5120, delivered.blob().length);
        assertEquals(0, delivered.received() % 3_600_000);
        stream.next(ServerFrame.Drained.class);
        byte[] third = rest(2048);
        assertArrayEquals(third, stream.next(ServerFrame.Deliver.class).messageId());
        stream.next(ServerFrame.Drained.class);
        assertTrue(stream.isQuiet(200));
    }

    @Test
    void whatIsNotAcknowledgedComesAgain() throws Exception {
        byte[] first = rest(2048);
        byte[] second = rest(2048);
        TestStream stream = stream(bob);
        stream.next(ServerFrame.Deliver.class);
        stream.next(ServerFrame.Deliver.class);
        stream.next(ServerFrame.Drained.class);
        stream.send(new ClientFrame.Ack(9, List.of(first)));
        ServerFrame.Sent answer = stream.next(ServerFrame.Sent.class);
        assertEquals(9, answer.requestId());
        assertTrue(answer.success());
        stream.close();
        TestStream again = stream(bob);
        assertArrayEquals(second, again.next(ServerFrame.Deliver.class).messageId());
        again.next(ServerFrame.Drained.class);
    }

    @Test
    void sendsAndSaysWhatBecameOfIt() throws Exception {
        TestStream stream = stream(alice);
        stream.next(ServerFrame.Drained.class);
        SendFrame good = frame(1, TestMailbox.blob(1, 2048));
        stream.send(good);
        ServerFrame.Sent answer = stream.next(ServerFrame.Sent.class);
        assertEquals(1, answer.requestId());
        assertTrue(answer.success());
        assertTrue(Math.abs(answer.timestamp() - clock.millis()) < 60_000);
        stream.send(good);
        assertTrue(stream.next(ServerFrame.Sent.class).success(), "the same again");
        stream.send(new SendFrame(2, good.messageId(), mailbox.id(), mailbox.sendSecret(), TestMailbox.blob(1, 2048)));
        assertEquals(
                Optional.of(ProblemCode.ID_CONFLICT),
                stream.next(ServerFrame.Sent.class).problem());
        stream.send(frame(3, TestMailbox.blob(1, 2047)));
        assertEquals(
                Optional.of(ProblemCode.BAD_SIZE),
                stream.next(ServerFrame.Sent.class).problem());
        stream.send(new SendFrame(4, new byte[16], mailbox.id(), new byte[32], TestMailbox.blob(1, 2048)));
        assertEquals(
                Optional.of(ProblemCode.MAILBOX_REFUSED),
                stream.next(ServerFrame.Sent.class).problem());
        stream.send(frame(5, TestMailbox.blob(1, 1_114_112)));
        assertTrue(stream.next(ServerFrame.Sent.class).success(), "the largest blob");
    }

    @Test
    void keepsTheOrderOfOneSender() throws Exception {
        TestStream sender = stream(alice);
        TestStream recipient = stream(bob);
        sender.next(ServerFrame.Drained.class);
        recipient.next(ServerFrame.Drained.class);
        List<byte[]> ids = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            SendFrame frame = frame(i, TestMailbox.blob(1, 2048));
            ids.add(frame.messageId());
            sender.send(frame);
        }
        for (int i = 0; i < 200; i++) {
            assertEquals(i, sender.next(ServerFrame.Sent.class).requestId());
        }
        int seen = 0;
        while (seen < 200) {
            if (recipient.next(ServerFrame.class) instanceof ServerFrame.Deliver deliver) {
                assertArrayEquals(ids.get(seen++), deliver.messageId());
            }
        }
    }

    @Test
    void atMost256DeliveriesStandUnacknowledged() throws Exception {
        TestStream sender = stream(alice);
        sender.next(ServerFrame.Drained.class);
        for (int i = 0; i < 258; i++) {
            sender.send(frame(i, TestMailbox.blob(1, 2048)));
            sender.next(ServerFrame.Sent.class);
        }
        TestStream recipient = stream(bob);
        List<byte[]> delivered = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            delivered.add(recipient.next(ServerFrame.Deliver.class).messageId());
        }
        assertTrue(recipient.isQuiet(200));
        recipient.send(new ClientFrame.Ack(1, delivered));
        List<ServerFrame> rest = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            rest.add(recipient.next(ServerFrame.class));
        }
        assertEquals(
                2, rest.stream().filter(ServerFrame.Deliver.class::isInstance).count());
        assertEquals(1, rest.stream().filter(ServerFrame.Sent.class::isInstance).count());
        assertInstanceOf(
                ServerFrame.Drained.class, rest.getLast() instanceof ServerFrame.Sent ? rest.get(2) : rest.getLast());
    }

    @Test
    void aReaderThatStopsCostsNothingAndLosesNothing() throws Exception {
        TestStream sender = stream(alice);
        TestStream recipient = stream(bob);
        recipient.next(ServerFrame.Drained.class);
        sender.next(ServerFrame.Drained.class);
        recipient.pause(true);
        for (int i = 0; i < 100; i++) {
            sender.send(frame(i, TestMailbox.blob(1, 55_296)));
            assertTrue(sender.next(ServerFrame.Sent.class).success());
        }
        recipient.pause(false);
        int seen = 0;
        while (seen < 100) {
            if (recipient.next(ServerFrame.class) instanceof ServerFrame.Deliver) {
                seen++;
            }
        }
    }

    @Test
    void echoesAPing() throws Exception {
        TestStream stream = stream(bob);
        stream.next(ServerFrame.Drained.class);
        stream.send(new ClientFrame.Ping(0xffffffffL));
        assertEquals(0xffffffffL, stream.next(ServerFrame.Ping.class).requestId());
    }

    @Test
    void renewsItsSession() throws Exception {
        TestStream stream = stream(bob);
        stream.next(ServerFrame.Drained.class);
        stream.send(proof(stream, challenge(stream, 1)));
        ServerFrame.Renewed renewed = stream.next(ServerFrame.Renewed.class);
        assertEquals(3, renewed.requestId());
        long expected = clock.millis() + 900_000;
        assertTrue(Math.abs(renewed.expiry() - expected) < 60_000);
    }

    @Test
    void refusesAProofThatIsWrongOrOld() throws Exception {
        TestStream stream = stream(bob);
        stream.next(ServerFrame.Drained.class);
        stream.send(new ClientFrame.Proof(1, new byte[64]));
        assertEquals(
                Optional.of(ProblemCode.INVALID_PROOF),
                stream.next(ServerFrame.Sent.class).problem());
        TestDevice.Challenge first = challenge(stream, 1);
        TestDevice.Challenge second = challenge(stream, 2);
        stream.send(proof(stream, first));
        assertEquals(
                Optional.of(ProblemCode.INVALID_PROOF),
                stream.next(ServerFrame.Sent.class).problem());
        stream.send(proof(stream, second));
        assertEquals(
                Optional.of(ProblemCode.INVALID_PROOF),
                stream.next(ServerFrame.Sent.class).problem(),
                "the proof before has used the challenge up");
        stream.send(proof(stream, challenge(stream, 4)));
        stream.next(ServerFrame.Renewed.class);
    }

    private TestDevice.Challenge challenge(TestStream stream, long requestId) throws InterruptedException {
        byte[] nonce = TestDevice.random(32);
        stream.send(new ClientFrame.Challenge(requestId, nonce));
        ServerFrame.Challenge answer = stream.next(ServerFrame.Challenge.class);
        assertEquals(requestId, answer.requestId());
        return new TestDevice.Challenge(
                nonce,
                new ChallengeResponse(
                        answer.serverNonce(),
                        java.time.Instant.ofEpochMilli(answer.expiry()),
                        answer.challenge(),
                        clock.instant()));
    }

    private ClientFrame.Proof proof(TestStream stream, TestDevice.Challenge challenge) throws IOException {
        return new ClientFrame.Proof(3, device.proof(Purpose.AUTH, stream.exporter(), challenge));
    }

    @Test
    void closesOnAFrameThatIsNone() throws Exception {
        for (byte[] bytes : List.of(new byte[0], new byte[] {9, 0, 0, 0, 0}, new byte[] {7, 0, 0, 0, 0, 0})) {
            TestStream stream = stream(bob);
            stream.next(ServerFrame.Drained.class);
            stream.send(bytes);
            assertEquals(CloseCode.MALFORMED_FRAME.number(), stream.closeCode());
        }
    }

    @Test
    void closesOnAFrameThatIsTooLarge() throws Exception {
        TestStream stream = stream(bob);
        stream.next(ServerFrame.Drained.class);
        stream.send(new byte[FrameLimits.MAX_FRAME + 1]);
        assertEquals(0, stream.closeCode(), "cut off without a word");
        TestStream fragments = stream(bob);
        fragments.next(ServerFrame.Drained.class);
        fragments.sendInParts(new byte[FrameLimits.MAX_FRAME], new byte[1]);
        assertEquals(CloseCode.MALFORMED_FRAME.number(), fragments.closeCode());
    }

    @Test
    void closesWhenTooManyQuestionsStandUnanswered() throws Exception {
        TestStream stream = stream(alice);
        stream.next(ServerFrame.Drained.class);
        int closed = transactions.write(
                () -> { // while it holds the database, nothing is answered
                    for (int i = 0; i <= FrameLimits.IN_FLIGHT; i++) {
                        stream.send(frame(i, TestMailbox.blob(1, 2048)));
                    }
                    return closeCode(stream);
                });
        assertEquals(CloseCode.TOO_MANY_REQUESTS.number(), closed);
    }

    private static int closeCode(TestStream stream) {
        try {
            return stream.closeCode();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theFifthStreamOfADeviceReplacesTheOldest() throws Exception {
        TestStream first = stream(bob);
        for (int i = 0; i < 4; i++) {
            stream(bob).next(ServerFrame.Drained.class);
        }
        assertEquals(CloseCode.REPLACED.number(), first.closeCode());
    }

    @Test
    void aRemovedDeviceHasNoStream() throws Exception {
        TestStream stream = stream(bob);
        stream.next(ServerFrame.Drained.class);
        assertEquals(
                204, connection.request("DELETE", "/v1/devices/me", bob, null).status());
        assertEquals(CloseCode.SESSION_OVER.number(), stream.closeCode());
    }

    @Test
    void needsASessionAndTheSubprotocol() {
        assertEquals(401, upgradeStatus(null, true));
        assertEquals(401, upgradeStatus("x", true));
        assertEquals(400, upgradeStatus(bob, false));
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
}
