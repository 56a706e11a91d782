package org.sotto.transport;

import java.time.Duration;

/// How long to wait: for a connection with its TLS handshake, and for an answer.
public record Timeouts(Duration connect, Duration request) {}
