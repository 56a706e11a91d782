package org.sotto.transport;

/// One request with the head of its answer, or with all of it, on an open connection, from the first byte that left.
/// Connecting, the TLS handshake and waiting for one's turn are not in it; the server's work is.
///
/// @param bytes of the bodies that went and came meanwhile, and of the session token; the rest of the headers is
///     always about the same
/// @param nanos elapsed
public record LinkSample(long bytes, long nanos) {}
