package org.sotto.transport;

/// One request with its answer on an open connection, from the first byte that left until the last that came.
/// Connecting, the TLS handshake and waiting for one's turn are not in it; the server's work is.
///
/// @param bytes of both bodies and the session token; the rest of the headers is always about the same
/// @param nanos elapsed
public record LinkSample(long bytes, long nanos) {}
