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
        return rest();
    }

    /// Counts one event, to be reported with the rest.
    synchronized void add() {
        count++;
    }

    /// What nobody has reported yet.
    synchronized int rest() {
        int rest = count;
        count = 0;
        return rest;
    }

    /// Takes back a number that could not be reported.
    synchronized void giveBack(int number) {
        count += number;
    }
}
