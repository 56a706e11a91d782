package org.sotto.server.repository;

import org.jspecify.annotations.Nullable;

/// A registered device at rest; all but `id`, `tag` and `registered` is sealed.
///
/// @param tag        32 bytes
/// @param registered milliseconds, of a full hour
public record DeviceRow(
        long id,
        byte[] tag,
        byte[] publicKey,
        byte[] identityRecord,
        byte @Nullable [] signedPrekey,
        long registered,
        byte @Nullable [] attestation) {}
