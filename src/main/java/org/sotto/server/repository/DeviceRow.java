package org.sotto.server.repository;

import org.jspecify.annotations.Nullable;

/// A registered device at rest; all but `id` and `tag` is sealed.
///
/// @param tag 32 bytes
public record DeviceRow(long id, byte[] tag, byte[] publicKey, byte[] identityRecord, byte @Nullable [] signedPrekey) {}
