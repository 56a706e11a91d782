package org.sotto.server.service;

import java.time.Duration;
import org.sotto.server.repository.ClockState;

/// Whether the clock is believed when something is deleted for its age. A clock that was set ahead must not empty the
/// server: after a leap of more than a day it is believed only once the server has run for three days without another.
/// A server that was off for more than a day waits as well, which harms nobody. A clock that is set back makes
/// everything younger, so it is no reason for doubt; to be set right again is a leap.
final class ExpectedTime {
    private static final long LEAP = Duration.ofDays(1).toMillis();
    private static final long DOUBT = Duration.ofDays(3).toMillis();

    private ExpectedTime() {}

    static ClockState start(long now) {
        return new ClockState(now, 0);
    }

    static boolean isBelieved(ClockState state) {
        return state.doubt() == 0;
    }

    /// @param before  the state of the last look
    /// @param now     what the clock shows, in ms
    /// @param elapsed ms of running since then, by a clock that nobody sets
    static ClockState next(ClockState before, long now, long elapsed) {
        boolean leapt = now - (before.shown() + elapsed) > LEAP;
        return new ClockState(now, leapt ? DOUBT : Math.max(0, before.doubt() - elapsed));
    }
}
