package org.sotto.client.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.protocol.Blob;
import org.sotto.support.SeededRandom;

/// Which session is used, when a new one starts, and what is refused (section 3 of docs/protocol.md).
class SessionOrderTest {
    private static final long DAY = TimeUnit.DAYS.toMillis(1);
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);

    private long now = 1_800_000_000_000L;
    private final SessionPeer alice = new SessionPeer(new SeededRandom(1), now);
    private final SessionPeer bob = new SessionPeer(new SeededRandom(2), now);

    private void deliver(SessionPeer from, SessionPeer to, String text) {
        assertInstanceOf(Opened.Accepted.class, to.receive(from.send(to, text, now), now));
    }

    private static Reason refusal(org.junit.jupiter.api.function.Executable work) {
        return assertThrows(RefusedException.class, work).reason();
    }

    @Test
    void envelopeGoesBeforeEveryMessageUntilAnAnswerIsOpened() {
        assertEquals(Blob.Type.FIRST, Blob.type(alice.send(bob, "1", now)));
        assertEquals(Blob.Type.FIRST, Blob.type(alice.send(bob, "2", now)));
        deliver(alice, bob, "3");
        byte[] answer = bob.send(alice, "4", now);
        assertEquals(Blob.Type.ORDINARY, Blob.type(answer));
        assertEquals(Blob.Type.FIRST, Blob.type(alice.send(bob, "5", now)));
        alice.receive(answer, now);
        assertEquals(Blob.Type.ORDINARY, Blob.type(alice.send(bob, "6", now)));
    }

    @Test
    void firstMessagesOpenInAnyOrder() {
        byte[] one = alice.send(bob, "1", now);
        byte[] two = alice.send(bob, "2", now);
        byte[] three = alice.send(bob, "3", now);
        bob.receive(three, now);
        bob.receive(one, now);
        bob.receive(two, now);
        assertEquals(List.of("3", "1", "2"), bob.opened);
        assertEquals(1, bob.store.size());
    }

    @Test
    void oneTimeKeyIsDeletedWithTheFirstMessageOnly() {
        alice.start(bob, now, true);
        byte[] one = alice.send(bob, "1", now);
        byte[] damaged = one.clone();
        damaged[damaged.length - 20] ^= 1;
        assertThrows(RuntimeException.class, () -> bob.receive(damaged, now));
        assertEquals(1, bob.store.oneTimeLeft());
        assertEquals(0, bob.store.size());
        bob.receive(one, now);
        assertEquals(0, bob.store.oneTimeLeft());
    }

    @Test
    void replayOfAnEnvelopeWithoutItsSessionIsRefused() {
        byte[] one = alice.send(bob, "1", now);
        bob.receive(one, now);
        assertEquals(Reason.KEY_ALREADY_USED, refusal(() -> bob.receive(one, now)));
        bob.store.of(SessionPeer.CONTACT).forEach(bob.store::delete);
        assertEquals(Reason.KEY_ALREADY_USED, refusal(() -> bob.receive(one, now)));
        assertEquals(0, bob.store.size());
    }

    @Test
    void envelopesAreRefusedByTheirAge() {
        byte[] early = alice.send(bob, "1", now);
        assertEquals(Reason.NOT_YET_VALID, refusal(() -> bob.receive(early, now - TimeUnit.MINUTES.toMillis(10) - 1)));
        assertEquals(Reason.EXPIRED, refusal(() -> bob.receive(early, now + 52 * DAY + 1)));
        bob.receive(early, now + 52 * DAY);
    }

    @Test
    void sixthSessionDropsTheSmallest() {
        for (int i = 0; i < SessionRules.MAX_SESSIONS; i++) {
            alice.start(bob, now, false);
            deliver(alice, bob, "m" + i);
        }
        assertEquals(SessionRules.MAX_SESSIONS, bob.store.size());
        long smallest = smallest(bob);
        alice.start(bob, now, false);
        deliver(alice, bob, "one more");
        assertEquals(SessionRules.MAX_SESSIONS, bob.store.size());
        assertEquals(SessionRules.MAX_SESSIONS, alice.store.size());
        assertTrue(smallest(bob) > smallest);
    }

    private static long smallest(SessionPeer peer) {
        return peer.store.of(SessionPeer.CONTACT).stream()
                .mapToLong(session -> session.key().createdMs())
                .min()
                .orElseThrow();
    }

    @Test
    void createdGrowsEvenWhenTheClockDoesNot() {
        alice.start(bob, now, false);
        alice.start(bob, now - TimeUnit.MINUTES.toMillis(10), false);
        List<Long> created = alice.store.of(SessionPeer.CONTACT).stream()
                .map(session -> session.key().createdMs())
                .sorted()
                .toList();
        assertEquals(List.of(now, now + 1), created);
    }

    @Test
    void newSessionWhenTheSignedPreKeyHasExpired() {
        alice.send(bob, "1", now);
        long last = now + 21 * DAY + TimeUnit.MINUTES.toMillis(10);
        assertFalse(alice.needsStart(last, false));
        assertTrue(alice.needsStart(last + 1, false));
    }

    @Test
    void newSessionWhenThePeerSpeaksOnAnotherForAnHour() {
        byte[] lost = alice.send(bob, "lost", now);
        assertEquals(Blob.Type.FIRST, Blob.type(lost));
        // bob's own session is older, so alice keeps hers as the active one
        bob.start(alice, now - TimeUnit.MINUTES.toMillis(10), false);
        deliver(bob, alice, "1");
        assertFalse(alice.needsStart(now + HOUR - 1, true));
        assertTrue(alice.needsStart(now + HOUR, true));
        assertFalse(alice.needsStart(now + HOUR, false), "at most one restart a day");
    }

    @Test
    void answeredSessionIsNeverGivenUp() {
        deliver(alice, bob, "1");
        deliver(bob, alice, "2");
        assertFalse(alice.needsStart(now + 100 * DAY, true));
        assertFalse(bob.needsStart(now + 100 * DAY, true));
    }

    @Test
    void refusedBlobsChangeNothing() {
        deliver(alice, bob, "1");
        deliver(bob, alice, "2");
        byte[] blob = alice.send(bob, "3", now);
        List<byte[]> before = bob.store.states();
        for (int at = 1; at < blob.length; at += 97) {
            byte[] damaged = blob.clone();
            damaged[at] ^= 0x40;
            assertThrows(RuntimeException.class, () -> bob.receive(damaged, now));
        }
        List<byte[]> after = bob.store.states();
        for (int i = 0; i < before.size(); i++) {
            assertArrayEquals(before.get(i), after.get(i));
        }
        bob.receive(blob, now);
    }

    private Opened.JumpTooFar loseTooMany() {
        for (int i = 0; i <= 1_000; i++) {
            alice.send(bob, "lost", now);
        }
        return assertInstanceOf(Opened.JumpTooFar.class, bob.receive(alice.send(bob, "too far", now), now));
    }

    @Test
    void aThousandAndOneLossesAreRepairedByOneReply() {
        deliver(alice, bob, "1");
        deliver(bob, alice, "2");
        deliver(alice, bob, "3");
        assertTrue(loseTooMany().replyRepairs());
        deliver(bob, alice, "control");
        deliver(alice, bob, "again");
    }

    @Test
    void lossesBeforeTheFirstMessageOfATurnAreRepairedByANewSession() {
        deliver(alice, bob, "1");
        deliver(bob, alice, "2");
        assertFalse(loseTooMany().replyRepairs());
        bob.start(alice, now, false);
        deliver(bob, alice, "control");
        deliver(alice, bob, "again");
    }
}
