package org.sotto.server.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.sotto.api.ApiLimits;
import org.sotto.crypto.primitive.Hash;
import org.sotto.server.service.DeviceRemoved;
import org.sotto.server.service.DeviceSession;

/// Verified tokens by their hash, so that a token costs its verification once.
@Singleton
final class SessionCache {
    /// About 30 MB at most.
    private static final int MAX_SESSIONS = 100_000;

    private final Clock clock;
    private final Cache<ByteBuffer, DeviceSession> sessions = Caffeine.newBuilder()
            .maximumSize(MAX_SESSIONS)
            .expireAfterWrite(Duration.ofSeconds(ApiLimits.SESSION_SECONDS))
            .build();

    SessionCache(Clock clock) {
        this.clock = clock;
    }

    void register(@Observes StartupEvent event, MeterRegistry metrics) {
        Gauge.builder("sotto.sessions", sessions::estimatedSize)
                .description("session tokens that were used and may still hold")
                .register(metrics);
    }

    Optional<DeviceSession> get(String token) {
        return Optional.ofNullable(sessions.getIfPresent(hash(token)))
                .filter(session -> clock.instant().isBefore(session.expiresAt()));
    }

    void put(String token, DeviceSession session) {
        sessions.put(hash(token), session);
    }

    void remove(String token) {
        sessions.invalidate(hash(token));
    }

    void removed(@Observes DeviceRemoved event) {
        sessions.asMap().values().removeIf(session -> session.device() == event.device());
    }

    private static ByteBuffer hash(String token) {
        return ByteBuffer.wrap(Hash.sha256(token.getBytes(StandardCharsets.US_ASCII)));
    }
}
