package org.sotto.client.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.RefusedException;
import org.sotto.support.Pair;
import org.sotto.support.Party;
import org.sotto.support.SeededRandom;

/// (k) A peer that lost its state is reached again by the first message of either. Section 11 of docs/protocol.md.
final class LostStateTest {
    private static final byte[] TEXT = "are you there?".getBytes(UTF_8);

    private long now = Pair.NOW;
    private final SessionPeer alice = new SessionPeer(new SeededRandom(1), now);
    private final SessionPeer bob = new SessionPeer(new SeededRandom(2), now);

    @Test
    void whoLostEverythingIsAnsweredOnceItWrites() {
        deliver(alice, bob, "before");
        deliver(bob, alice, "before, too");
        bob.loseEverything(now);
        byte[] unreadable = alice.send(bob, "on the lost session", now);
        assertThrows(RefusedException.class, () -> bob.receive(unreadable, now));
        now += TimeUnit.MINUTES.toMillis(1);
        deliver(bob, alice, "I am back");
        deliver(alice, bob, "I see");
        deliver(bob, alice, "so do I");
    }

    /// The responder has its prekeys still: the envelope is repeated until it is answered.
    @Test
    void aResponderThatLostItsSessionStartsAnewFromTheEnvelope() {
        SeededRandom random = new SeededRandom(5);
        Pair pair = new Pair(random);
        pair.bob.receive(pair.alice.send(TEXT));
        Party again = pair.newBob(random);
        assertArrayEquals(TEXT, again.receive(pair.alice.send(TEXT)));
        assertArrayEquals(TEXT, pair.alice.receive(again.send(TEXT)));
    }

    private void deliver(SessionPeer from, SessionPeer to, String text) {
        to.receive(from.send(to, text, now), now);
        assertEquals(text, to.opened.getLast());
    }
}
