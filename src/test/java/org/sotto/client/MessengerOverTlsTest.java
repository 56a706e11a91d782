package org.sotto.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Hash;
import org.sotto.protocol.HomeServer;
import org.sotto.protocol.Invitation;
import org.sotto.support.TestServer;
import org.sotto.support.TestTokens;

/// Two people at the real server, over real TLS.
@QuarkusTest
class MessengerOverTlsTest {
    @TempDir
    Path folder;

    private final TestServer server;
    private final TestTokens tokens;

    MessengerOverTlsTest(TestServer server, TestTokens tokens) {
        this.server = server;
        this.tokens = tokens;
    }

    @BeforeEach
    void introduce() throws IOException, CertificateException {
        tokens.key(); // is there
        try (Messenger alice = Messenger.register(environment("alice"), invitation(pin()), "alice");
                Messenger bob = Messenger.register(environment("bob"), invitation(pin()), "bob")) {
            alice.add(bob.card(), "bob");
        }
    }

    private byte[] pin() throws IOException, CertificateException {
        try (InputStream pem = Files.newInputStream(server.data("tls.crt"))) {
            return Hash.sha256(CertificateFactory.getInstance("X.509")
                    .generateCertificate(pem)
                    .getPublicKey()
                    .getEncoded());
        }
    }

    private Invitation invitation(byte[] pin) {
        HomeServer home = new HomeServer("localhost", server.httpsPort(), pin, server.serverId());
        return new Invitation(home, server.invitationCode());
    }

    private ClientEnvironment environment(String name) {
        return ClientEnvironment.builder(folder.resolve(name), SecretBytes.adopt("pass".getBytes(UTF_8)))
                .clock(Clock.systemUTC())
                .random(new SecureRandom())
                .cost(Person.CHEAP)
                .requestTimeout(Duration.ofSeconds(30))
                .connectTimeout(Duration.ofSeconds(15))
                .reserveRows(1)
                .build();
    }

    private Messenger open(String name) {
        return Messenger.open(environment(name));
    }

    private static List<String> receive(Messenger messenger) {
        return messenger.receive(Duration.ZERO).stream().map(Message::text).toList();
    }

    @Test
    void talkInTurns() {
        try (Messenger alice = open("alice");
                Messenger bob = open("bob")) {
            for (String text : List.of("one", "two", "three")) {
                assertInstanceOf(SendResult.Sent.class, alice.send("bob", text));
            }
            assertEquals(List.of("one", "two", "three"), receive(bob));
            assertInstanceOf(SendResult.Accepted.class, bob.send("alice", "four"), "a mailbox was granted");
            assertEquals(List.of("four"), receive(alice));
            assertInstanceOf(SendResult.Accepted.class, alice.send("bob", "five"));
            assertEquals(List.of("five"), receive(bob));
            assertEquals(List.of(), receive(alice));
            assertEquals(MessageState.DELIVERED, alice.history("bob").getFirst().state());
            assertEquals(alice.safetyNumber("bob"), bob.safetyNumber("alice"));
            Status status = bob.status();
            assertEquals(0, status.refused());
            assertEquals(0, status.waiting());
            assertEquals(99, status.oneTimePreKeys());
        }
    }

    @Test
    void waitingEndsWithTheFirstMessage() throws InterruptedException {
        try (Messenger alice = open("alice");
                Messenger bob = open("bob")) {
            assertEquals(List.of(), receive(bob));
            Thread sender = Thread.ofPlatform().start(() -> alice.send("bob", "hello"));
            long start = System.nanoTime();
            assertEquals(
                    List.of("hello"),
                    bob.receive(Duration.ofSeconds(60)).stream()
                            .map(Message::text)
                            .toList());
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(50));
            sender.join();

            assertEquals(List.of(), receive(bob), "what was waited for is acknowledged");
            assertEquals(0, bob.status().duplicates());
            receive(alice);
            assertEquals(MessageState.DELIVERED, alice.history("bob").getLast().state(), "and its receipt has left");
        }
    }

    @Test
    void followHandsOverAsItArrives() throws InterruptedException {
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        AtomicBoolean running = new AtomicBoolean(true);
        try (Messenger alice = open("alice");
                Messenger bob = open("bob")) {
            Thread follower =
                    Thread.ofPlatform().start(() -> bob.follow(message -> seen.add(message.text()), running::get));
            for (String text : List.of("one", "two")) {
                alice.send("bob", text);
                assertEquals(text, seen.poll(30, TimeUnit.SECONDS));
            }
            running.set(false);
            follower.join();
        }
    }

    @Test
    void twoMessengersOnOneProfileLoseNothing() throws InterruptedException {
        int each = 5;
        Thread other = Thread.ofPlatform().start(() -> sendNumbers("x", each));
        sendNumbers("y", each);
        other.join();
        try (Messenger alice = open("alice");
                Messenger bob = open("bob")) {
            alice.flush();
            List<String> received = receive(bob);
            assertEquals(2 * each, received.size());
            assertEquals(alice.history("bob").stream().map(Message::text).toList(), received);
        }
    }

    private void sendNumbers(String prefix, int count) {
        try (Messenger alice = open("alice")) {
            for (int i = 0; i < count; i++) {
                alice.send("bob", prefix + i);
            }
        }
    }

    @Test
    void wrongPinAndUsedInvitation() throws IOException, CertificateException {
        Invitation wrong = invitation(new byte[32]);
        assertThrows(ClientException.PinMismatch.class, () -> Messenger.register(environment("carol"), wrong, "carol"));
        Invitation once = invitation(pin());
        Messenger.register(environment("carol"), once, "carol").close();
        var used = assertThrows(
                ClientException.ServerRefused.class, () -> Messenger.register(environment("dave"), once, "dave"));
        assertEquals("invitation-refused", used.code());
        assertTrue(Files.notExists(folder.resolve("dave")));
    }

    @Test
    void tokenIsReused() {
        String token;
        try (Messenger alice = open("alice")) {
            token = alice.sessionToken();
        }
        try (Messenger alice = open("alice")) {
            assertEquals(token, alice.sessionToken());
        }
    }
}
