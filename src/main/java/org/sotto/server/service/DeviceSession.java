package org.sotto.server.service;

import java.time.Instant;

/// A device that has proved itself, and for how long.
///
/// @param device   its row
/// @param deviceId 32 bytes, known only while the session lives: at rest there is a tag of it
public record DeviceSession(long device, byte[] deviceId, Instant issuedAt, Instant expiresAt) {
    /// From then on answers carry a fresh token.
    public Instant halfLife() {
        return issuedAt.plusMillis((expiresAt.toEpochMilli() - issuedAt.toEpochMilli()) / 2);
    }
}
