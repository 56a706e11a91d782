package org.sotto.server.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sotto.support.TestClock;

class RateLimitTest {
    private static final byte[] KEY = {1};
    private static final byte[] OTHER = {2};

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));

    @Test
    void aBurstAndThenTwentyASecond() {
        RateLimit limit = RateLimit.perSecond(200, 20, clock);
        for (int i = 0; i < 200; i++) {
            assertEquals(Duration.ZERO, limit.take(KEY), "message " + i);
        }
        assertEquals(Duration.ofMillis(50), limit.take(KEY));
        assertEquals(Duration.ZERO, limit.take(OTHER), "each key has its own");
        int passed = 0;
        for (int ms = 0; ms < 10_000; ms += 10) {
            clock.advance(Duration.ofMillis(10));
            passed += limit.take(KEY).isZero() ? 1 : 0;
        }
        assertEquals(200, passed, "in ten seconds");
    }

    @Test
    void takesManyAtOnceOrNone() {
        RateLimit limit = RateLimit.perSecond(1_000, 100, clock);
        assertEquals(Duration.ZERO, limit.take(KEY, 900));
        assertEquals(Duration.ofSeconds(2), limit.take(KEY, 300));
        assertEquals(Duration.ZERO, limit.take(KEY, 100), "a refusal takes nothing");
        assertEquals(Duration.ofMillis(10), limit.take(KEY));
    }

    /// One that is larger than the bucket passes when that is full, or it would never pass.
    @Test
    void takesMoreThanAllFromAFullBucket() {
        RateLimit limit = RateLimit.perSecond(10, 1, clock);
        assertEquals(Duration.ZERO, limit.take(KEY, 15));
        assertTrue(limit.take(KEY, 15).isPositive());
    }

    @Test
    void aClockThatIsSetBackADayHoldsNobodyUp() {
        RateLimit limit = RateLimit.perSecond(200, 20, clock);
        for (int i = 0; i < 200; i++) {
            limit.take(KEY);
        }
        clock.advance(Duration.ofDays(-1));
        assertEquals(Duration.ZERO, limit.peek(KEY));
        for (int i = 0; i < 200; i++) {
            assertEquals(Duration.ZERO, limit.take(KEY), "message " + i);
        }
        assertEquals(Duration.ofMillis(50), limit.take(KEY), "and is a limit still");
    }
}
