package org.sotto.server.repository;

/// A message that waits.
///
/// @param received ms, rounded to the hour
public record MessageRow(long row, long received, byte[] sealed) {}
