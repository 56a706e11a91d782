package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.sotto.crypto.ratchet.Thief.Knows;

/// (b) A stolen state, with the post-quantum half known for ever: one Diffie-Hellman round trip later everything is
/// closed. Section 11 of docs/protocol.md, which repeats these figures.
final class ClassicalHealingTest {
    @Test
    void inStrictTurnsAtMostOneMoreMessageOpens() {
        Healing.Figures figures = new Healing(31, Knows.POST_QUANTUM).strictTurns(80);
        System.out.println("classical healing, strict turns: " + figures);
        assertEquals(1, figures.max());
        assertEquals(0.5, figures.mean(), 0.05);
    }

    @Test
    void underLossAndReorderingItEndsWithTheNextRoundTrip() {
        Healing.Figures figures = new Healing(32, Knows.POST_QUANTUM).badNetwork(1_200, 10);
        System.out.println("classical healing, bad network: " + figures);
        assertTrue(figures.max() <= 60, figures.toString());
    }
}
