package org.sotto.server.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// How many streams are open.
@Singleton
final class StreamGauge {
    private final Wakeups wakeups;

    StreamGauge(Wakeups wakeups) {
        this.wakeups = wakeups;
    }

    void register(@Observes StartupEvent event, MeterRegistry metrics) {
        Gauge.builder("sotto.streams.open", wakeups::streams)
                .description("devices' streams that are open")
                .register(metrics);
    }
}
