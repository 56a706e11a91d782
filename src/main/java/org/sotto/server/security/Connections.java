package org.sotto.server.security;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.sotto.server.settings.SettingKey;
import org.sotto.server.settings.Settings;

/// How many connections are open, from the moment they are accepted, and how many were refused or failed, by reason.
/// The metrics name no address.
@Singleton
public final class Connections {
    /// For the TLS handshake: two round trips of a slow network, and a busy server.
    static final int HANDSHAKE_SECONDS = 5;

    private final int most;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<ConnectionEnd, Counter> ends = new EnumMap<>(ConnectionEnd.class);

    @Inject
    Connections(Settings settings, MeterRegistry metrics) {
        this(settings.whole(SettingKey.MAX_CONNECTIONS), metrics);
    }

    Connections(int most, MeterRegistry metrics) {
        this.most = most;
        for (ConnectionEnd end : ConnectionEnd.values()) {
            ends.put(
                    end,
                    Counter.builder("sotto.connections.refused")
                            .description("connections that were refused, ended or failed")
                            .tag("reason", end.tag())
                            .register(metrics));
        }
        metrics.gauge("sotto.connections.open", open);
    }

    /// Counts one more; false if there are too many, and it has to go. [#gone] follows in both cases.
    boolean admit() {
        boolean admitted = open.incrementAndGet() <= most;
        if (!admitted) {
            failed(ConnectionEnd.TOO_MANY);
        }
        return admitted;
    }

    void gone() {
        open.decrementAndGet();
    }

    void failed(ConnectionEnd end) {
        Objects.requireNonNull(ends.get(end)).increment();
    }
}
