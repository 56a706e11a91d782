package org.sotto.server.service;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The moments at which anonymous calls are answered: what a call takes shows no more than the tick it is over by.
final class Ticks {
    static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Ticks() {}

    /// The first tick after this moment of [System#nanoTime()].
    static long after(long nanos) {
        return (Math.floorDiv(nanos, PERIOD_NANOS) + 1) * PERIOD_NANOS;
    }

    /// Waits for a tick, on a virtual thread.
    static void await(long tick) {
        long left = tick - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = Thread.currentThread().isInterrupted() ? 0 : tick - System.nanoTime();
        }
    }
}
