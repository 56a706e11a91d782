package org.sotto.transport;

import java.security.MessageDigest;
import java.util.List;

/// Where a server is and which keys it may show.
///
/// A pin is the SHA-256 of the certificate's SubjectPublicKeyInfo, 32 bytes; a second one is the announced next key.
public final class Endpoint {
    private final String host;
    private final int port;
    private final List<byte[]> pins;

    public Endpoint(String host, int port, List<byte[]> pins) {
        if (pins.isEmpty()) {
            throw new IllegalArgumentException("a server without a pin");
        }
        this.host = host;
        this.port = port;
        this.pins = pins.stream().map(byte[]::clone).toList();
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    boolean accepts(byte[] pin) {
        boolean accepted = false;
        for (byte[] each : pins) {
            accepted |= MessageDigest.isEqual(each, pin);
        }
        return accepted;
    }

    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
