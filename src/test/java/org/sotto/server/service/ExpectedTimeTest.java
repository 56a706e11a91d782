package org.sotto.server.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sotto.server.repository.ClockState;

/// A clock that runs as it should, leaps, comes back, or stands right after a long rest.
class ExpectedTimeTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = 24 * HOUR;

    private long now = 20_000 * DAY;
    private ClockState state = ExpectedTime.start(now);

    /// An hour of running, in which the clock goes on by so much.
    private boolean hour(long clock) {
        now += clock;
        state = ExpectedTime.next(state, now, HOUR);
        return ExpectedTime.isBelieved(state);
    }

    private void doubtedForThreeDays() {
        for (int i = 1; i < 72; i++) {
            assertFalse(hour(HOUR), i + " hours");
        }
        assertTrue(hour(HOUR));
        assertTrue(hour(HOUR));
    }

    @Test
    void anOrdinaryClockIsBelieved() {
        for (int i = 0; i < 100; i++) {
            assertTrue(hour(HOUR));
        }
    }

    @Test
    void aLeapOfADayIsBelievedAndOneThatIsLongerOnlyAfterThreeDaysOfRunning() {
        assertTrue(hour(HOUR + DAY));
        assertFalse(hour(HOUR + DAY + 1));
        doubtedForThreeDays();
    }

    @Test
    void anotherLeapBeginsTheDoubtAnew() {
        assertFalse(hour(400 * DAY));
        for (int i = 1; i < 72; i++) {
            assertFalse(hour(HOUR));
        }
        assertFalse(hour(4_000 * DAY));
        doubtedForThreeDays();
    }

    @Test
    void aClockThatComesBackInTimeIsNeverBelievedWhileItIsAhead() {
        assertFalse(hour(400 * DAY));
        assertFalse(hour(-400 * DAY));
        assertFalse(hour(400 * DAY));
        doubtedForThreeDays();
    }

    @Test
    void aClockThatIsSetBackIsBelievedAndToBeSetRightIsALeap() {
        assertTrue(hour(-5 * DAY));
        assertTrue(hour(HOUR));
        assertFalse(hour(5 * DAY + HOUR));
        doubtedForThreeDays();
    }
}
