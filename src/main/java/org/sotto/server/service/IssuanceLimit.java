package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.sotto.api.ApiLimits;

/// Tokens of one device in one day, UTC; in memory only. What a device was given in a day says how much it may write,
/// and to nobody whom.
@Singleton
final class IssuanceLimit {
    private final Clock clock;
    private final Map<Long, Integer> given = new HashMap<>();
    private LocalDate day = LocalDate.EPOCH;

    IssuanceLimit(Clock clock) {
        this.clock = clock;
    }

    /// Takes that many; zero, or how long to wait for the next day, which takes nothing.
    synchronized Duration take(long device, int tokens) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            given.clear();
        }
        int after = given.getOrDefault(device, 0) + tokens;
        if (after > ApiLimits.TOKENS_A_DAY) {
            return Duration.between(
                    now, today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        }
        given.put(device, after);
        return Duration.ZERO;
    }
}
