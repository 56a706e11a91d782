package org.sotto.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Hands out the given draws, one for each call, and fails for a call of another size: what is drawn, and in which
/// order, is then part of the test.
public final class ScriptedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient Deque<byte[]> draws;

    ScriptedRandom(List<byte[]> draws) {
        this.draws = new ArrayDeque<>(draws);
    }

    public static ScriptedRandom of(List<byte[]> draws) {
        return new ScriptedRandom(draws);
    }

    @Override
    public void nextBytes(byte[] out) {
        byte[] draw = draws.removeFirst();
        assertEquals(draw.length, out.length, "size of a draw");
        System.arraycopy(draw, 0, out, 0, out.length);
    }

    /// Everything was drawn.
    public void assertSpent() {
        assertTrue(draws.isEmpty(), draws.size() + " draws are left");
    }
}
