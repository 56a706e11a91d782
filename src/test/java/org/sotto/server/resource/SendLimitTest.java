package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.api.MailboxKind;
import org.sotto.api.ProblemCode;
import org.sotto.api.SendRequest;
import org.sotto.api.frame.SendFrame;
import org.sotto.api.frame.ServerFrame;
import org.sotto.support.DefaultLimits;
import org.sotto.support.MovableClock;
import org.sotto.support.Person;
import org.sotto.support.TestDevice;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestServer;
import org.sotto.support.TestStream;
import org.sotto.support.TlsConnection;
import org.sotto.support.TlsConnection.Reply;

/// How much a device may send, and a mailbox take in.
@QuarkusTest
@TestProfile(DefaultLimits.class)
class SendLimitTest {
    private static final int BURST = 200;
    private static final int PER_SECOND = 20;

    private final Scene scene;
    private final TestServer server;
    private final MovableClock clock;

    SendLimitTest(Scene scene, TestServer server, MovableClock clock) {
        this.scene = scene;
        this.server = server;
        this.clock = clock;
    }

    /// Other tests of this server register devices as well.
    @BeforeEach
    void fill() {
        clock.advance(Duration.ofMinutes(2));
    }

    private static SendRequest message(TestMailbox to, byte[] blob) {
        return new SendRequest(TestDevice.random(16), to.id(), to.sendSecret(), blob);
    }

    private static Reply send(TlsConnection connection, Person from, SendRequest request) throws IOException {
        return connection.post("/v1/messages", from.token(), request);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void answers(Case line) throws Exception {
        line.check(scene);
    }

    static Stream<Case> lines() {
        return Stream.of(MessageResourceTest.SEND
                .proved(429, ProblemCode.RATE_LIMITED, "a device's 201st message at once", s -> {
                    try (TlsConnection connection = s.server.connect()) {
                        TestMailbox to = s.bobs();
                        return refused(connection, s.alice(), to).reply();
                    }
                })
                .waits(1, 1));
    }

    /// @param sent how many passed before
    private record Refused(int sent, Reply reply) {}

    /// Sends until it is told to wait.
    private static Refused refused(TlsConnection connection, Person from, TestMailbox to) throws IOException {
        byte[] blob = TestMailbox.blob(1, 2048);
        int sent = 0;
        Reply reply = send(connection, from, message(to, blob));
        while (reply.status() == 202) {
            sent++;
            assertTrue(sent < 10 * BURST, "never told to wait");
            reply = send(connection, from, message(to, blob));
        }
        assertEquals("rate-limited", reply.code());
        assertEquals("1", reply.headers().get("retry-after"));
        return new Refused(sent, reply);
    }

    private static int exhaust(TlsConnection connection, Person from, TestMailbox to) throws IOException {
        return refused(connection, from, to).sent();
    }

    @Test
    void aDeviceSendsTwoHundredAtOnceAndThenTwentyASecond() throws IOException {
        Person alice = scene.alice();
        TestMailbox to = scene.bobs();
        try (TlsConnection connection = server.connect()) {
            long start = System.nanoTime();
            int sent = exhaust(connection, alice, to);
            double seconds = (System.nanoTime() - start) / 1e9;
            assertTrue(sent >= BURST && sent <= BURST + PER_SECOND * seconds + 1, sent + " in " + seconds + " s");
            assertEquals(
                    202,
                    send(connection, scene.bob(), message(to, TestMailbox.blob(1, 2048)))
                            .status(),
                    "another device");
            clock.advance(Duration.ofSeconds(1));
            assertTrue(exhaust(connection, alice, to) >= PER_SECOND);
        }
    }

    @Test
    void aStreamIsToldSoToo() throws Exception {
        Person alice = scene.alice();
        TestMailbox to = scene.bobs();
        try (TlsConnection connection = server.connect();
                TestStream stream = TestStream.open(server.httpsPort(), server.data("tls.crt"), alice.token())) {
            stream.next(ServerFrame.Drained.class);
            exhaust(connection, alice, to);
            ServerFrame.Sent answer;
            int passed = 0;
            do {
                stream.send(
                        new SendFrame(7, TestDevice.random(16), to.id(), to.sendSecret(), TestMailbox.blob(1, 2048)));
                answer = stream.next(ServerFrame.Sent.class);
            } while (answer.success() && ++passed < BURST);
            assertEquals(Optional.of(ProblemCode.RATE_LIMITED), answer.problem());
            assertTrue(answer.timestamp() > clock.millis() - 1_000, "when to try again");
        }
    }

    @Test
    void aMailboxTakesInSixteenMebibytesAtOnce() throws IOException {
        Person alice = scene.alice();
        TestMailbox to = scene.bobs();
        TestMailbox other = scene.bob().mailbox(MailboxKind.CONTACT);
        byte[] large = TestMailbox.blob(1, 1_114_112);
        try (TlsConnection connection = server.connect()) {
            SendRequest first = message(to, large);
            assertEquals(202, send(connection, alice, first).status());
            int taken = 1;
            Reply reply = send(connection, alice, message(to, large));
            while (reply.status() == 202) {
                assertTrue(++taken < 30, "never told to wait");
                reply = send(connection, alice, message(to, large));
            }
            assertEquals("rate-limited", reply.code());
            int seconds = Integer.parseInt(reply.headers().getOrDefault("retry-after", ""));
            assertTrue(seconds > 0 && seconds <= 9, seconds + " s: what is missing, at 128 KiB a second");
            assertTrue(taken >= 15 && taken <= 17, taken + " of the largest blobs");
            assertEquals(202, send(connection, alice, first).status(), "the same again takes nothing in");
            assertEquals(202, send(connection, alice, message(other, large)).status(), "another mailbox");
            clock.advance(Duration.ofSeconds(seconds));
            assertEquals(202, send(connection, alice, message(to, large)).status());
        }
    }

    /// Nobody fills another's bucket without the right to send there.
    @Test
    void whatIsRefusedIsNotCounted() throws IOException {
        Person alice = scene.alice();
        TestMailbox to = scene.bobs();
        TestMailbox posed = new TestMailbox(to.id(), new byte[32]);
        byte[] large = TestMailbox.blob(1, 1_114_112);
        try (TlsConnection connection = server.connect()) {
            for (int i = 0; i < 16; i++) {
                assertEquals(
                        "mailbox-refused",
                        send(connection, alice, message(posed, large)).code());
            }
            assertEquals(202, send(connection, alice, message(to, large)).status());
        }
    }
}
