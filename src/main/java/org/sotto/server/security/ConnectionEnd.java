package org.sotto.server.security;

import java.util.Locale;

/// Why the server refuses or ends a connection, or why one came to nothing.
enum ConnectionEnd {
    /// As many are open as may be.
    TOO_MANY,
    /// No common version, suite or group, or no TLS at all.
    HANDSHAKE_FAILED,
    /// The other side went away during the handshake.
    HANDSHAKE_GIVEN_UP,
    /// No handshake within 5 seconds.
    HANDSHAKE_TIMEOUT,
    /// No whole header within 5 seconds of its first byte.
    SLOW_HEADER,
    /// A body of which too little comes.
    SLOW_BODY;

    /// As it stands in the metrics.
    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
