package org.sotto.client;

import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/// At most 60 first blobs a minute and mailbox are unsealed in vain (section 13 of docs/protocol.md): a stranger with
/// the card cannot make the device compute for ever. What proves authentic is free of charge.
final class UnsealLimit {
    static final int BURST = 60;

    private static final long PER_TOKEN_MS = 60_000 / BURST;

    private final Clock clock;
    private final Map<String, Bucket> buckets = new HashMap<>();

    UnsealLimit(Clock clock) {
        this.clock = clock;
    }

    /// Whether one more may be tried now.
    synchronized boolean allows(byte[] mailbox) {
        return bucket(mailbox).spent(clock.millis()) < BURST;
    }

    /// One was tried in vain.
    synchronized void charge(byte[] mailbox) {
        bucket(mailbox).charge(clock.millis());
    }

    private Bucket bucket(byte[] mailbox) {
        return buckets.computeIfAbsent(HexFormat.of().formatHex(mailbox), key -> new Bucket());
    }

    private static final class Bucket {
        private long spent;
        private long since;

        long spent(long nowMs) {
            long back = Math.max(0, nowMs - since) / PER_TOKEN_MS;
            if (back > 0) {
                spent = Math.max(0, spent - back);
                since = nowMs;
            }
            return spent;
        }

        void charge(long nowMs) {
            if (spent(nowMs) == 0) {
                since = nowMs;
            }
            spent++;
        }
    }
}
