package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.sotto.server.repository.ClockRepository;
import org.sotto.server.repository.ClockState;
import org.sotto.server.repository.Transactions;

/// Holds deletions by age back while the clock is doubted; see [ExpectedTime].
@Singleton
final class ClockGuard {
    private static final Logger LOG = Logger.getLogger(ClockGuard.class);

    private final ClockRepository stored;
    private final Transactions transactions;
    private final Clock clock;
    private long lastLook = System.nanoTime();

    ClockGuard(ClockRepository stored, Transactions transactions, Clock clock) {
        this.stored = stored;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// For the one thread of the hourly work, and for that hour.
    boolean believes() {
        long now = System.nanoTime();
        Duration running = Duration.ofNanos(now - lastLook);
        boolean believed = believesAfter(running);
        lastLook = now; // not if the state could not be stored
        return believed;
    }

    boolean believesAfter(Duration running) {
        long now = clock.millis();
        ClockState state = transactions.write(() -> {
            ClockState next = stored.find()
                    .map(before -> ExpectedTime.next(before, now, running.toMillis()))
                    .orElseGet(() -> ExpectedTime.start(now));
            stored.set(next);
            return next;
        });
        if (!ExpectedTime.isBelieved(state)) {
            LOG.warnf(
                    "the clock leapt ahead: nothing is deleted for its age in the next %d hours",
                    TimeUnit.MILLISECONDS.toHours(state.doubt()));
        }
        return ExpectedTime.isBelieved(state);
    }
}
