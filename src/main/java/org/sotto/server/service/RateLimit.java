package org.sotto.server.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;

/// A burst, then one every so often, for each key; in memory only (generic cell rate algorithm).
final class RateLimit {
    /// About 20 MB; whoever fills it makes room for himself alone.
    private static final int MAX_KEYS = 100_000;

    private final Clock clock;
    private final long intervalMs;
    private final long burstMs;
    /// For each key, when its bucket is full again, in ms.
    private final Cache<ByteBuffer, Long> fullAgain;

    RateLimit(int burst, Duration interval, Clock clock) {
        this.clock = clock;
        this.intervalMs = interval.toMillis();
        this.burstMs = burst * intervalMs;
        this.fullAgain = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterWrite(Duration.ofMillis(burstMs))
                .build();
    }

    /// Takes one; zero, or how long to wait for the next one, which takes nothing.
    Duration take(byte[] key) {
        long now = clock.millis();
        long[] wait = new long[1];
        fullAgain.asMap().compute(ByteBuffer.wrap(key.clone()), (k, before) -> {
            long from = before == null ? now : Math.max(before, now);
            long after = from + intervalMs;
            wait[0] = Math.max(0, after - now - burstMs);
            return wait[0] > 0 ? from : after;
        });
        return Duration.ofMillis(wait[0]);
    }

    /// Zero, or how long to wait for the next one; takes nothing.
    Duration peek(byte[] key) {
        Long full = fullAgain.getIfPresent(ByteBuffer.wrap(key));
        long now = clock.millis();
        long after = (full == null ? now : Math.max(full, now)) + intervalMs;
        return Duration.ofMillis(Math.max(0, after - now - burstMs));
    }
}
