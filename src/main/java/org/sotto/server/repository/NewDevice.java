package org.sotto.server.repository;

/// A device to be stored; the keys are sealed.
///
/// @param tag        32 bytes
/// @param registered milliseconds, of a full hour
public record NewDevice(byte[] tag, byte[] publicKey, byte[] identityRecord, long registered) {}
