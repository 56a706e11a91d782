package org.sotto.server.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.sotto.support.TestClock;

class OncePerHourTest {
    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T10:59:00Z"));
    private final OncePerHour once = new OncePerHour(clock);

    @Test
    void aNameIsNewOnceInAnHour() {
        assertTrue(once.first("a"));
        assertTrue(once.first("b"));
        assertFalse(once.first("a"));
        clock.advance(Duration.ofMinutes(1));
        assertTrue(once.first("a"));
    }

    @Test
    void whatWasForgottenIsNew() {
        assertTrue(once.first("a"));
        once.forget("a");
        assertTrue(once.first("a"));
    }

    @Test
    void keepsNoMoreThanItsCapacity() {
        for (int i = 0; i < OncePerHour.CAPACITY; i++) {
            assertTrue(once.first("n" + i));
        }
        assertTrue(once.first("one more"));
        assertTrue(once.first("n0"), "all were forgotten");
    }
}
