package org.sotto.server.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A token bucket for each key, in memory only: a burst, then one every so often (generic cell rate algorithm). All
/// limits of the server are made of it.
final class RateLimit {
    /// About 20 MB; whoever fills it makes room for himself alone.
    private static final int MAX_KEYS = 100_000;

    private final Clock clock;
    private final long interval;
    private final long burst;
    /// For each key, when its bucket is full again, in ns since the epoch.
    private final Cache<ByteBuffer, Long> fullAgain;

    RateLimit(int burst, Duration interval, Clock clock) {
        this((long) burst, interval.toNanos(), clock);
    }

    private RateLimit(long burst, long interval, Clock clock) {
        this.clock = clock;
        this.interval = interval;
        this.burst = Math.multiplyExact(burst, interval);
        this.fullAgain = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterWrite(Duration.ofNanos(this.burst))
                .executor(Runnable::run) // what it tidies up after a call is less than waking another thread for it
                .build();
    }

    /// @param burst how many at once, which come back at this rate
    static RateLimit perSecond(long burst, long rate, Clock clock) {
        return new RateLimit(burst, Math.max(1, TimeUnit.SECONDS.toNanos(1) / rate), clock);
    }

    /// Takes one; zero, or how long to wait for the next one, which takes nothing.
    Duration take(byte[] key) {
        return take(key, 1);
    }

    /// Takes so many at once; zero, or how long to wait for them, which takes nothing. More than the burst are taken
    /// from a full bucket, which they empty.
    Duration take(byte[] key, long amount) {
        long now = now();
        long cost = Math.min(burst, Math.multiplyExact(interval, amount));
        long[] wait = new long[1];
        fullAgain.asMap().compute(ByteBuffer.wrap(key.clone()), (k, before) -> {
            long from = from(before, now);
            wait[0] = Math.max(0, from + cost - now - burst);
            return wait[0] > 0 ? from : from + cost;
        });
        return Duration.ofNanos(wait[0]);
    }

    /// Zero, or how long to wait for the next one; takes nothing.
    Duration peek(byte[] key) {
        long now = now();
        long from = from(fullAgain.getIfPresent(ByteBuffer.wrap(key)), now);
        return Duration.ofNanos(Math.max(0, from + interval - now - burst));
    }

    /// Not before now. No bucket is fuller than empty, so where one seems to be, the clock was set back, and it starts
    /// anew.
    private long from(@Nullable Long before, long now) {
        return before == null || before > now + burst ? now : Math.max(before, now);
    }

    private long now() {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }
}
