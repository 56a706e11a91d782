package org.sotto.server.service;

import org.jspecify.annotations.Nullable;
import org.sotto.crypto.primitive.Mac;

/// One TLS connection, as far as proofs are bound to it: its exporter, and the challenge that waits for a proof.
public final class Channel {
    /// Size of an exporter in bytes (RFC 9266).
    public static final int EXPORTER = 32;

    private final byte[] exporter;
    private byte @Nullable [] waiting;

    /// @param exporter `EXPORTER-Channel-Binding` of the connection
    public Channel(byte[] exporter) {
        if (exporter.length != EXPORTER) {
            throw new IllegalArgumentException("an exporter is 32 bytes");
        }
        this.exporter = exporter.clone();
    }

    byte[] exporter() {
        return exporter.clone();
    }

    /// A new challenge; an older one is worth nothing any more.
    synchronized void offer(byte[] challenge) {
        waiting = challenge.clone();
    }

    /// Uses up whatever challenge waits, and says whether it is this one.
    synchronized boolean take(byte[] challenge) {
        byte[] offered = waiting;
        waiting = null;
        return offered != null && Mac.equal(offered, challenge);
    }
}
