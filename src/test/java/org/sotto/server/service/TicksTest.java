package org.sotto.server.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TicksTest {
    private static final int HALF = 6;
    private static final int ROUNDS = 60;
    private static final Ticks TICKS = new Ticks(new SecureRandom());
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
        TICKS.await(tick);
        assertTrue(System.nanoTime() >= tick);
    }

    /// As it is with calls of which some have more to do before they wait.
    @Test
    void whoBeganToWaitLastDoesNotLeaveLast() throws InterruptedException {
        double ranks = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Boolean> left = leave(Ticks.after(System.nanoTime() + 20 * MS));
            for (int rank = 0; rank < left.size(); rank++) {
                ranks += left.get(rank) ? rank : -rank;
            }
        }
        double later = ranks / (ROUNDS * HALF);
        assertTrue(Math.abs(later) < 1.5, "ranks by which they leave later: " + later);
    }

    /// The order in which those that began late (true) and early are let go.
    private static List<Boolean> leave(long tick) throws InterruptedException {
        List<Boolean> left = Collections.synchronizedList(new ArrayList<>());
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 2 * HALF; i++) {
            boolean late = i >= HALF;
            waiting.add(Thread.startVirtualThread(() -> {
                TICKS.await(tick);
                left.add(late);
            }));
        }
        for (Thread each : waiting) {
            each.join();
        }
        return left;
    }
}
