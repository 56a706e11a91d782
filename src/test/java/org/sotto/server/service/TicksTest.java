package org.sotto.server.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TicksTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    @Test
    void aTickIsTheFirstOneThatLeavesTimeForTheRest() {
        assertEquals(50 * MS, Ticks.after(0));
        assertEquals(50 * MS, Ticks.after(48 * MS - 1));
        assertEquals(100 * MS, Ticks.after(48 * MS));
        assertEquals(0, Ticks.after(-50 * MS), "the clock may begin below zero");
    }

    @Test
    void allTicksAreOfOneGrid() {
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            long now = random.nextLong() >> 2;
            long tick = Ticks.after(now);
            assertEquals(0, tick % (50 * MS));
            assertTrue(tick - now > 2 * MS - 1 && tick - now <= 52 * MS, "from " + now);
        }
    }

    @Test
    void nobodyGoesOnBeforeTheTick() {
        long tick = Ticks.after(System.nanoTime());
        Ticks.await(tick);
        assertTrue(System.nanoTime() >= tick);
    }
}
