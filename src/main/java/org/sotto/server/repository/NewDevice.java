package org.sotto.server.repository;

import org.jspecify.annotations.Nullable;

/// A device to be stored; keys and attestation are sealed.
///
/// @param tag        32 bytes
/// @param registered milliseconds, of a full hour
public record NewDevice(
        byte[] tag, byte[] publicKey, byte[] identityRecord, long registered, byte @Nullable [] attestation) {}
