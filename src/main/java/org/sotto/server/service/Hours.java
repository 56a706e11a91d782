package org.sotto.server.service;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Times at rest are rounded down to the hour: when exactly something came is nobody's business later (section 7).
public final class Hours {
    private Hours() {}

    /// Milliseconds since the epoch, of the full hour before.
    public static long floor(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS).toEpochMilli();
    }
}
