package org.sotto.server.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sotto.server.settings.StrangerSettings;
import org.sotto.support.TestClock;

class StrangerLimitTest {
    private static final byte[] ADDRESS = {127, 0, 0, 1};
    private static final byte[] OTHER = {127, 0, 0, 2};

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final StrangerLimit limit = new StrangerLimit(
            new StrangerSettings(3, Duration.ofSeconds(2)), new LimitMeters(new SimpleMeterRegistry()), clock);

    @Test
    void asManyAsTheBucketHoldsAndThenOneAnInterval() {
        for (int i = 0; i < 3; i++) {
            assertEquals(Duration.ZERO, limit.waitOf(ADDRESS));
            limit.count(ADDRESS);
        }
        assertEquals(Duration.ofSeconds(2), limit.waitOf(ADDRESS));
        assertEquals(Duration.ZERO, limit.waitOf(OTHER));
        clock.advance(Duration.ofSeconds(2));
        assertEquals(Duration.ZERO, limit.waitOf(ADDRESS));
        limit.count(ADDRESS);
        assertEquals(Duration.ofSeconds(2), limit.waitOf(ADDRESS));
    }

    @Test
    void askingTakesNothing() {
        for (int i = 0; i < 100; i++) {
            assertEquals(Duration.ZERO, limit.waitOf(ADDRESS));
        }
    }

    @Test
    void aboveTheLimitWorkIsDoneOneAfterTheOther() throws Exception {
        for (int i = 0; i < 3; i++) {
            limit.count(ADDRESS);
        }
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CyclicBarrier together = new CyclicBarrier(8);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                running.add(threads.submit(() -> {
                    together.await();
                    return limit.inTurn(ADDRESS, () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        Thread.yield();
                        return inside.decrementAndGet();
                    });
                }));
            }
            for (Future<Integer> each : running) {
                each.get();
            }
        }
        assertEquals(1, most.get());
        // below it nobody waits, even for one that stays inside
        assertEquals("both", limit.inTurn(ADDRESS, () -> limit.inTurn(OTHER, () -> "both")));
    }
}
