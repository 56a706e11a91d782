package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.sotto.crypto.ratchet.Thief.Knows;

/// (c) A stolen state, with every X25519 secret known for ever: nothing opens under a key epoch after the one whose
/// part was under way, which [Healing] checks message by message. Section 11 of docs/protocol.md, which repeats these
/// figures.
final class PostQuantumHealingTest {
    @Test
    void inStrictTurnsAtMostThreeMoreMessagesOpen() {
        Healing.Figures figures = new Healing(33, Knows.CLASSICAL).strictTurns(80);
        System.out.println("post-quantum healing, strict turns: " + figures);
        assertEquals(3, figures.max());
        assertEquals(2.0, figures.mean(), 0.05);
    }

    @Test
    void underLossAndReorderingItEndsWithTheNextEpoch() {
        Healing.Figures figures = new Healing(34, Knows.CLASSICAL).badNetwork(1_200, 10);
        System.out.println("post-quantum healing, bad network: " + figures);
        assertTrue(figures.max() <= 60, figures.toString());
    }
}
