package org.sotto.server.repository;

/// A token that is signed by a key that is good.
///
/// @param day of that key
/// @param tag of the token's nonce, 16 bytes
public record Payment(long day, byte[] tag) {}
