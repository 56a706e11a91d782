package org.sotto.transport;

import java.time.Duration;

/// How long to wait: for a connection with its TLS handshake, and for an answer.
///
/// @param ping    how often an open stream asks the server for a sign of life
/// @param silence how long a stream may bring no byte before the server counts as gone; longer than `ping`
public record Timeouts(Duration connect, Duration request, Duration ping, Duration silence) {
    /// Often enough that no router on the way forgets the connection, and that a server which is gone is noticed
    /// within a minute.
    public static final Duration PING = Duration.ofSeconds(45);

    /// The answer to a ping may take 15 seconds.
    public static final Duration SILENCE = PING.plusSeconds(15);

    public Timeouts(Duration connect, Duration request) {
        this(connect, request, PING, SILENCE);
    }
}
