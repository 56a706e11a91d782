package org.sotto.server.repository;

/// A key that tokens are issued under, at rest.
///
/// @param day since the epoch, on which it begins to be good
public record IssuerKeyRow(long day, byte[] publicKey, byte[] sealed) {}
