package org.sotto.server.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// How often each limit was met.
@Singleton
final class LimitMeters {
    private final Map<Limit, Counter> met = new EnumMap<>(Limit.class);

    /// The buckets of the server.
    enum Limit {
        /// Messages of a device.
        MESSAGES,
        /// Bytes into a mailbox.
        INFLOW,
        /// Bundles of a mailbox, or for a device.
        BUNDLES,
        /// Failures and registrations of an address.
        STRANGERS
    }

    LimitMeters(MeterRegistry metrics) {
        for (Limit limit : Limit.values()) {
            met.put(
                    limit,
                    Counter.builder("sotto.rate.limited")
                            .description("calls that were told to come again later")
                            .tag("limit", limit.name().toLowerCase(Locale.ROOT))
                            .register(metrics));
        }
    }

    void met(Limit limit) {
        Objects.requireNonNull(met.get(limit)).increment();
    }
}
