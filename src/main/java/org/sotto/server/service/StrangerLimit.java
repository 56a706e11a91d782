package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.sotto.server.settings.StrangerSettings;

/// What an address may do without a device: fail, and register. In memory only.
///
/// Above the limit its calls go on, since somebody else behind it may well be about to succeed; what fails is told to
/// wait, and what costs work is done in turn.
@Singleton
public final class StrangerLimit {
    /// For so long a call waits for its turn.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final RateLimit addresses;
    private final LimitMeters meters;
    /// One for all addresses above the limit: together they keep no more than one processor busy.
    private final Semaphore turn = new Semaphore(1, true);

    StrangerLimit(StrangerSettings settings, LimitMeters meters, Clock clock) {
        this.addresses = new RateLimit(settings.burst(), settings.interval(), clock);
        this.meters = meters;
    }

    /// Zero, or how long the address has to wait; nothing is taken.
    public Duration waitOf(byte[] address) {
        return addresses.peek(address);
    }

    /// Takes one for a call that failed, or for a registration; whether there was one. Calls at the same time
    /// may all be counted before one of them is refused; there are no more of them than connections.
    public boolean count(byte[] address) {
        boolean taken = addresses.take(address).isZero();
        if (!taken) {
            meters.met(LimitMeters.Limit.STRANGERS);
        }
        return taken;
    }

    /// Does the work of a call; for an address above the limit when it is its turn.
    ///
    /// @throws RefusedRequest RateLimited where too many stand before it
    public <T> T inTurn(byte[] address, Supplier<T> work) {
        if (waitOf(address).isZero()) {
            return work.get();
        }
        if (!isMyTurn()) {
            throw new RefusedRequest(new Refusal.RateLimited(PATIENCE));
        }
        try {
            return work.get();
        } finally {
            turn.release();
        }
    }

    private boolean isMyTurn() {
        try {
            return turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
