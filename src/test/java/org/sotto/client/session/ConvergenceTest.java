package org.sotto.client.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sotto.crypto.RefusedException;
import org.sotto.support.SeededRandom;

/// Two people who start at once, over a network that reorders 70 %, and one of whom may lose everything: from the one
/// rule of section 3 they agree on a session, without a message about it.
class ConvergenceTest {
    private static final int RUNS = Boolean.getBoolean("sotto.long") ? 150 : 30;

    private enum Trouble {
        NONE,
        LOST_PEER,
        DELAYED_FIRST
    }

    private static LongStream seeds() {
        return LongStream.range(0, RUNS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void simultaneousStart(long seed) {
        new Run(seed).with(Trouble.NONE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void peerThatLostEverything(long seed) {
        new Run(seed).with(Trouble.LOST_PEER);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void delayedFirstMessage(long seed) {
        new Run(seed).with(Trouble.DELAYED_FIRST);
    }

    /// One run of one seed.
    private static final class Run {
        private final Random dice;
        private long now = 1_800_000_000_000L;
        private final SessionPeer alice;
        private final SessionPeer bob;
        private final List<byte[]> toAlice = new ArrayList<>();
        private final List<byte[]> toBob = new ArrayList<>();
        private int refused;

        Run(long seed) {
            dice = new Random(seed);
            alice = new SessionPeer(new SeededRandom(2 * seed), now);
            bob = new SessionPeer(new SeededRandom(2 * seed + 1), now);
        }

        void with(Trouble trouble) {
            byte[] first = alice.send(bob, "first", now);
            byte[] second = bob.send(alice, "second", now + dice.nextInt(2));
            toAlice.add(second);
            if (trouble != Trouble.DELAYED_FIRST) {
                toBob.add(first);
            }
            chaos(12);
            if (trouble == Trouble.LOST_PEER) {
                drain();
                now += TimeUnit.HOURS.toMillis(1);
                bob.loseEverything(now);
                toAlice.add(bob.send(alice, "back again", now));
                chaos(12);
            }
            if (trouble == Trouble.DELAYED_FIRST) {
                drain();
                toBob.add(first);
            }
            drain();
            settle();
            agree();
            if (trouble != Trouble.LOST_PEER) {
                assertEquals(0, refused, "without a loss nothing is refused");
            }
        }

        private void chaos(int steps) {
            for (int i = 0; i < steps; i++) {
                now += dice.nextInt(2_000);
                switch (dice.nextInt(4)) {
                    case 0 -> toBob.add(alice.send(bob, "a" + i, now));
                    case 1 -> toAlice.add(bob.send(alice, "b" + i, now));
                    case 2 -> deliverOne(toBob, bob);
                    default -> deliverOne(toAlice, alice);
                }
            }
        }

        /// 70 % of the deliveries are out of order.
        private void deliverOne(List<byte[]> queue, SessionPeer to) {
            if (!queue.isEmpty()) {
                int at = dice.nextInt(100) < 70 ? dice.nextInt(queue.size()) : 0;
                receive(to, queue.remove(at));
            }
        }

        private void receive(SessionPeer to, byte[] blob) {
            try {
                to.receive(blob, now);
            } catch (RefusedException e) {
                refused++;
            }
        }

        private void drain() {
            while (!toBob.isEmpty() || !toAlice.isEmpty()) {
                deliverOne(toBob, bob);
                deliverOne(toAlice, alice);
            }
        }

        /// Turns without loss: each of them must be opened.
        private void settle() {
            for (int i = 0; i < 4; i++) {
                now += 1_000;
                if (dice.nextBoolean()) {
                    turn(alice, bob, "to bob " + i);
                    turn(bob, alice, "to alice " + i);
                } else {
                    turn(bob, alice, "to alice " + i);
                    turn(alice, bob, "to bob " + i);
                }
            }
        }

        private void turn(SessionPeer from, SessionPeer to, String text) {
            to.receive(from.send(to, text, now), now);
            assertEquals(text, to.opened.getLast());
        }

        private void agree() {
            byte[] ofAlice = alice.store.active().orElseThrow().key().digest();
            byte[] ofBob = bob.store.active().orElseThrow().key().digest();
            assertArrayEquals(ofAlice, ofBob);
        }
    }
}
