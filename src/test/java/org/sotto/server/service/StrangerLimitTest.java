package org.sotto.server.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sotto.server.settings.StrangerSettings;
import org.sotto.support.TestClock;

class StrangerLimitTest {
    private static final byte[] ADDRESS = {127, 0, 0, 1};
    private static final byte[] OTHER = {127, 0, 0, 2};

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
    private final StrangerLimit limit = new StrangerLimit(new StrangerSettings(3, Duration.ofSeconds(2)), clock);

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
}
