package org.sotto.server.service;

import java.time.Clock;
import java.time.Duration;

/// Gathers events that strangers cause, so that they cannot fill the disk: one report a minute, with their number.
final class RefusalCount {
    private static final long PERIOD = Duration.ofMinutes(1).toMillis();

    private final Clock clock;
    private long next;
    private int count;

    RefusalCount(Clock clock) {
        this.clock = clock;
    }

    /// Counts one event; the number to report now, or 0 while the minute runs.
    synchronized int due() {
        count++;
        long now = clock.millis();
        if (now < next) {
            return 0;
        }
        next = now + PERIOD;
        int due = count;
        count = 0;
        return due;
    }
}
