package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.key.SignedPreKey;

/// How long a signed prekey may be used, and when its private halves go (section 2 of docs/protocol.md). Bob's first
/// one is as old as the clock says that the test has run.
class PreKeyLifeTest extends TwoPeople {
    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration LAST_USE = Duration.ofDays(21).plusMinutes(10);
    private static final Duration DELETION = Duration.ofDays(21 + 31);
    private static final String LOST = "a first message names a prekey that was used before or is gone";

    private byte[] handedOut = new byte[0];

    /// What waits does not come, though the server says that this is all.
    private void drainWithoutWhatWaits() {
        server.setDeliveries(waiting -> List.of());
        assertEquals(List.of(), bob.receive());
        server.setDeliveries(UnaryOperator.identity());
    }

    private SignedPreKey noteSignedPreKey(Person from) {
        server.setBundles(bundle -> handedOut = bundle);
        from.send("bob", "fetch");
        server.setBundles(UnaryOperator.identity());
        return PreKeyBundle.decode(handedOut).signedPreKey();
    }

    @Test
    void everyPartIsNewAfterSevenDays() {
        SignedPreKey first = noteSignedPreKey(alice);
        clock.advance(Duration.ofDays(7));
        bob.receive();
        Person carol = Person.register(folder, "carol", server, clock);
        carol.add(bob, "bob");
        SignedPreKey second = noteSignedPreKey(carol);
        assertFalse(Arrays.equals(first.x25519(), second.x25519()));
        assertFalse(Arrays.equals(first.seal(), second.seal()));
        assertFalse(Arrays.equals(first.kem(), second.kem()));
    }

    @Test
    void aFirstMessageToThePreviousOneOpens() {
        alice.send("bob", "to the first key");
        clock.advance(Duration.ofDays(7));
        drainWithoutWhatWaits();
        clock.advance(Duration.ofDays(7));
        drainWithoutWhatWaits();
        assertEquals(List.of("to the first key"), bob.receive());
    }

    @Test
    void aFirstMessageToThePreviousLastResortKeyOpens() {
        server.loseOneTimeKeys();
        alice.send("bob", "without a one-time key");
        clock.advance(Duration.ofDays(7));
        drainWithoutWhatWaits();
        assertEquals(List.of("without a one-time key"), bob.receive());
    }

    @Test
    void oneThatIsNotReplacedMayStartSessionsForTwentyOneDaysAndTenMinutes() {
        clock.advance(LAST_USE);
        assertInstanceOf(SendResult.Sent.class, alice.send("bob", "in time"));
        assertEquals(List.of("in time"), bob.receive());
    }

    @Test
    void oneThatIsNotReplacedStartsNoSessionAfterwards() {
        clock.advance(LAST_USE.plus(TICK));
        var refused = assertThrows(ClientException.KeysRefused.class, () -> alice.send("bob", "late"));
        assertEquals("bob", refused.contact());
        assertEquals(List.of(), alice.texts("bob"));
    }

    @Test
    void anUnansweredSessionGoesOnAsLongAsItMayStart() {
        alice.send("bob", "one");
        clock.advance(LAST_USE);
        server.setBundles(bundle -> {
            throw new AssertionError("a session is there");
        });
        assertInstanceOf(SendResult.Sent.class, alice.send("bob", "two"));
        clock.advance(TICK);
        assertThrows(AssertionError.class, () -> alice.send("bob", "three"));
    }

    @Test
    void theHalvesAreThereUntilTheyAreFiftyTwoDaysOld() {
        alice.send("bob", "late");
        clock.advance(DELETION.minus(TICK));
        drainWithoutWhatWaits();
        assertEquals(List.of("late"), bob.receive());
    }

    @Test
    void theHalvesAreGoneAfterADrainAtFiftyTwoDays() {
        alice.send("bob", "too late");
        clock.advance(DELETION);
        drainWithoutWhatWaits();
        assertEquals(List.of(), bob.receive());
        assertEquals(1, bob.status().refused());
        assertEquals(LOST, bob.status().lastRefusal());
        assertEquals(0, server.waiting());
    }

    @Test
    void whatWaitsAtTheDrainStillOpens() {
        alice.send("bob", "just in time");
        clock.advance(DELETION);
        assertEquals(List.of("just in time"), bob.receive());
        assertEquals(0, bob.status().refused());
    }

    @Test
    void aStreamThatBreaksOffDeletesNothing() {
        clock.advance(Duration.ofDays(20));
        alice.send("bob", "long on its way");
        clock.advance(Duration.ofDays(40));
        server.setSilent(true);
        assertThrows(ClientException.ServerUnreachable.class, this::receiveWithoutPatience);
        server.setSilent(false);
        assertEquals(List.of("long on its way"), bob.receive());
    }

    private void receiveWithoutPatience() {
        ClientEnvironment hasty = ClientEnvironment.builder(
                        bob.home(), bob.environment().passphrase())
                .clock(clock)
                .random(new SecureRandom())
                .cost(Person.CHEAP)
                .requestTimeout(Duration.ofMillis(50))
                .build();
        try (Messenger messenger = Messenger.open(hasty, bob.factory())) {
            messenger.receive(Duration.ZERO);
        }
    }

    @Test
    void aLostFirstMessageBreaksNothing() {
        alice.send("bob", "lost");
        clock.advance(DELETION);
        drainWithoutWhatWaits();
        bob.receive();
        alice.send("bob", "again");
        assertEquals(List.of("lost", "again"), bob.receive());
        bob.send("alice", "here");
        assertEquals(List.of("here"), alice.receive());
    }
}
