package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The moments at which anonymous calls are answered: what a call takes shows no more than the tick it is over by.
@Singleton
final class Ticks {
    static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /// What is left to be done after the choice of a tick, such as the opening of a bundle, takes less than this.
    private static final long LEFT_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    /// Calls that wait for one tick leave within so long behind it, in random order. In the order in
    /// which they began to wait, those for which a bundle was opened would leave last; and whoever could
    /// foretell what was drawn for them would see that order again.
    private static final long SPREAD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final SecureRandom random;

    Ticks(SecureRandom random) {
        this.random = random;
    }

    /// The first tick after this moment of [System#nanoTime()] that can be met.
    static long after(long nanos) {
        return (Math.floorDiv(nanos + LEFT_NANOS, PERIOD_NANOS) + 1) * PERIOD_NANOS;
    }

    /// Waits for a tick and a moment more, on a virtual thread.
    void await(long tick) {
        long moment = tick + random.nextLong(SPREAD_NANOS);
        long left = moment - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = Thread.currentThread().isInterrupted() ? 0 : moment - System.nanoTime();
        }
    }
}
