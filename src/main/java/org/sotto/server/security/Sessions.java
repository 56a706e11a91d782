package org.sotto.server.security;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.sotto.server.service.DeviceDirectory;
import org.sotto.server.service.DeviceSession;

/// From a token to the session behind it.
@Singleton
final class Sessions {
    private final SessionTokens tokens;
    private final SessionCache cache;
    private final DeviceDirectory devices;

    Sessions(SessionTokens tokens, SessionCache cache, DeviceDirectory devices) {
        this.tokens = tokens;
        this.cache = cache;
        this.devices = devices;
    }

    /// Without looking into the database: safe on an event loop.
    Optional<DeviceSession> cached(String token) {
        return cache.get(token);
    }

    /// Empty for a token that does not stand and for one of a device that is gone.
    Optional<DeviceSession> verify(String token) {
        return tokens.verify(token).flatMap(claims -> {
            Optional<DeviceSession> session = devices.row(claims.deviceId())
                    .map(row -> new DeviceSession(row, claims.deviceId(), claims.issuedAt(), claims.expiresAt()));
            session.ifPresent(known -> cache.put(token, known));
            if (session.isPresent() && devices.row(claims.deviceId()).isEmpty()) {
                cache.remove(token); // it was removed between the look-up and the put, which its event did not see
                return Optional.empty();
            }
            return session;
        });
    }
}
