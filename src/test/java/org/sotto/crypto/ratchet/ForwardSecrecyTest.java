package org.sotto.crypto.ratchet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.support.Pair;
import org.sotto.support.Party;
import org.sotto.support.SeededRandom;

/// (a) The whole state after message n + 1 opens nothing up to n: the receiver's and the sender's, within a chain and
/// across turns and epochs, also for a thief who is given one half of every message. Section 11 of docs/protocol.md.
final class ForwardSecrecyTest {
    private final Pair pair = new Pair(new SeededRandom(4));
    private final List<Tapped> read = new ArrayList<>();

    @Test
    void aStateOpensNothingThatWasReadBefore() {
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 3; j++) {
                pass(pair.alice, pair.bob);
                closed();
            }
            pass(pair.bob, pair.alice);
            closed();
        }
        assertEquals(24, read.size());
    }

    /// A message that was overtaken stays open to its receiver until it arrives, and no longer.
    @Test
    void theKeyOfAnOvertakenMessageGoesWhenItArrives() {
        byte[] late = pair.alice.send("late".getBytes(UTF_8));
        Tapped tapped = Tapped.of(late, pair.bob);
        pass(pair.alice, pair.bob);
        assertTrue(new Thief(pair.bob, Thief.Knows.NOTHING).opens(Tapped.of(late, pair.bob)));
        pair.bob.receive(late);
        read.add(tapped);
        closed();
    }

    private void pass(Party from, Party to) {
        byte[] message = from.send("n".getBytes(UTF_8));
        read.add(Tapped.of(message, to));
        to.receive(message);
    }

    private void closed() {
        for (Party victim : List.of(pair.alice, pair.bob)) {
            for (Thief.Knows knows : Thief.Knows.values()) {
                Thief thief = new Thief(victim, knows);
                read.forEach(tapped -> assertFalse(thief.opens(tapped)));
            }
        }
    }
}
