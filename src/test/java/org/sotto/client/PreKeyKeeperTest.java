package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.proof.DeviceKeyPair;
import org.sotto.protocol.ContactCard;
import org.sotto.support.FakeServer;
import org.sotto.support.TestClock;
import org.sotto.transport.DeviceCredentials;
import org.sotto.transport.MailboxServer;

/// The stock of prekeys at the server, and the life of their private halves.
class PreKeyKeeperTest {
    @TempDir
    Path folder;

    private final FakeServer server = new FakeServer();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
    private Person bob;
    private ContactCard card;

    @BeforeEach
    void register() {
        bob = Person.register(folder, "bob", server, clock);
        try (Messenger messenger = bob.open()) {
            card = messenger.card();
        }
    }

    private PreKeyBundle fetch() {
        DeviceCredentials anybody =
                new DeviceCredentials(new byte[32], new byte[32], DeviceKeyPair.generate(new SecureRandom()));
        try (MailboxServer connection = server.connect(anybody)) {
            return PreKeyBundle.decode(connection.fetchBundle(card.mailbox(), card.sendSecret()));
        }
    }

    @Test
    void oneTimeKeysAreRefilledToOneHundredBelowTwentyFive() {
        for (int i = 0; i < 75; i++) {
            fetch();
        }
        bob.receive();
        assertEquals(25, bob.status().oneTimePreKeys());
        fetch();
        bob.receive();
        assertEquals(100, bob.status().oneTimePreKeys());
    }

    @Test
    void whoFollowsRefillsWhenTheServerSaysThatFewAreLeft() throws InterruptedException {
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        AtomicBoolean running = new AtomicBoolean(true);
        Person alice = Person.register(folder, "alice", server, clock);
        alice.add(bob, "bob");
        Thread follower = Thread.ofPlatform().start(() -> {
            try (Messenger following = bob.open()) {
                following.follow(message -> seen.add(message.text()), running::get);
            }
        });
        alice.send("bob", "the stream stands");
        assertEquals("the stream stands", seen.poll(30, TimeUnit.SECONDS));
        for (int i = 0; i < 75; i++) {
            fetch();
        }
        alice.send("bob", "behind the notice");
        assertEquals("behind the notice", seen.poll(30, TimeUnit.SECONDS));
        running.set(false);
        follower.join();
        int left = bob.status().oneTimePreKeys();
        assertTrue(left >= 99, "filled up, if not before the last fetch: " + left);
    }

    @Test
    void signedKeyIsReplacedAfterSevenDays() {
        long first = fetch().signedPreKey().id();
        clock.advance(Duration.ofDays(7).minusMillis(1));
        bob.receive();
        assertEquals(first, fetch().signedPreKey().id());
        clock.advance(Duration.ofMillis(1));
        bob.receive();
        assertNotEquals(first, fetch().signedPreKey().id());
    }

    @Test
    void messageToAnOldPreKeyOpensUntilThirtyOneDaysAfterItsEnd() {
        Person alice = Person.register(folder, "alice", server, clock);
        alice.add(bob, "bob");
        alice.send("bob", "early");
        clock.advance(Duration.ofDays(51));
        assertEquals(List.of("early"), bob.receive());
    }

    @Test
    void aServerThatLostThePreKeysGetsThemAgain() {
        server.loseOneTimeKeys();
        bob.receive();
        assertEquals(100, bob.status().oneTimePreKeys());
    }

    @Test
    void aClockThatIsOffIsReported() {
        bob.receive();
        assertFalse(bob.status().clockIsOff());
        server.setSkew(Duration.ofSeconds(90));
        bob.receive();
        assertFalse(bob.status().clockIsOff());
        server.setSkew(Duration.ofSeconds(-91));
        bob.receive();
        assertTrue(bob.status().clockIsOff());
    }
}
