package org.sotto.server.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.sotto.server.repository.AuditHead;
import org.sotto.server.repository.AuditRepository;

/// How often each kind of security event happened since the start, at once and each time: the audit log gathers some of
/// them. And how long that log is.
@Singleton
final class EventMeters {
    private final Map<AuditEvent, Counter> events = new EnumMap<>(AuditEvent.class);
    private final AuditRepository rows;

    EventMeters(AuditRepository rows, MeterRegistry metrics) {
        this.rows = rows;
        for (AuditEvent event : AuditEvent.values()) {
            events.put(
                    event,
                    Counter.builder("sotto.security.events")
                            .description("what the audit log tells of, each time")
                            .tag("event", event.text())
                            .register(metrics));
        }
    }

    void register(@Observes StartupEvent started, MeterRegistry metrics) {
        Gauge.builder("sotto.audit.rows", this::length)
                .description("rows of the audit log")
                .register(metrics);
    }

    void count(AuditEvent event) {
        Objects.requireNonNull(events.get(event)).increment();
    }

    private long length() {
        return rows.head().map(EventMeters::length).orElse(0L);
    }

    private static long length(AuditHead head) {
        return head.last() - head.first() + 1;
    }
}
