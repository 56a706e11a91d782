package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.support.Pair;
import org.sotto.support.SeededRandom;

/// (j) After 1,001 losses in one direction, one reply repairs it. Section 11 of docs/protocol.md.
final class ThousandLossesTest {
    private static final byte[] TEXT = {1, 2, 3, 4};

    private final Pair pair = new Pair(new SeededRandom(5));

    @Test
    void oneReplyRepairsTheDirection() {
        pair.bob.receive(pair.alice.send(TEXT));
        loseTooMany();
        refusedForItsJump(pair.alice.send(TEXT));
        assertTrue(pair.bob.state().turnsOnSend());
        pair.alice.receive(pair.bob.send(TEXT));
        assertArrayEquals(TEXT, pair.bob.receive(pair.alice.send(TEXT)));
    }

    /// The reply's turn is what repairs. Where the lost messages began a chain of which none has arrived, there is no
    /// turn to make, and the client starts a new session.
    @Test
    void ofAChainThatNothingHasArrivedOfAReplyDoesNot() {
        pair.bob.receive(pair.alice.send(TEXT));
        pair.alice.receive(pair.bob.send(TEXT));
        loseTooMany();
        refusedForItsJump(pair.alice.send(TEXT));
        assertFalse(pair.bob.state().turnsOnSend());
        pair.alice.receive(pair.bob.send(TEXT));
        refusedForItsJump(pair.alice.send(TEXT));
    }

    private void loseTooMany() {
        for (int i = 0; i < 1_001; i++) {
            pair.alice.send(TEXT);
        }
    }

    private void refusedForItsJump(byte[] message) {
        byte[] before = pair.bob.session();
        RefusedException e = assertThrows(RefusedException.class, () -> pair.bob.receive(message));
        assertEquals(Reason.JUMP_TOO_FAR, e.reason());
        assertArrayEquals(before, pair.bob.session());
    }
}
