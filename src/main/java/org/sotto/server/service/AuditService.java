package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.sotto.server.repository.AuditRepository;
import org.sotto.server.repository.Transactions;
import org.sotto.wire.ByteWriter;

/// Writes down what happened, sealed: only the holder of the storage key reads it, and it names devices by their tags.
@Singleton
public final class AuditService {
    private final AuditRepository events;
    private final Transactions transactions;
    private final Pseudonyms pseudonyms;
    private final Sealer sealer;
    private final Clock clock;
    private final RefusalCount refusals;
    private final OncePerHour sessions;

    AuditService(AuditRepository events, Transactions transactions, Pseudonyms pseudonyms, Sealer sealer, Clock clock) {
        this.events = events;
        this.transactions = transactions;
        this.pseudonyms = pseudonyms;
        this.sealer = sealer;
        this.clock = clock;
        this.refusals = new RefusalCount(clock);
        this.sessions = new OncePerHour(clock);
    }

    /// Within the caller's transaction.
    void registered(byte[] deviceId) {
        append("device-registered", tag(deviceId), 1);
    }

    /// Within the caller's transaction.
    void identityRotated(byte[] deviceId) {
        append("identity-rotated", tag(deviceId), 1);
    }

    /// Within the caller's transaction.
    void removed(byte[] deviceId) {
        append("device-removed", tag(deviceId), 1);
    }

    /// Within the caller's transaction.
    void invited() {
        append("invitation-made", null, 1);
    }

    /// One row a device and hour: more would tell when it is awake, and a device could fill the disk with them.
    void sessionMade(byte[] deviceId) {
        String tag = tag(deviceId);
        if (!sessions.first(tag)) {
            return;
        }
        boolean written = false;
        try {
            written = transactions.write(() -> append("session-made", tag, 1));
        } finally {
            if (!written) {
                sessions.forget(tag);
            }
        }
    }

    /// Anybody can cause this one, so that rows are made once a minute at most, with a count.
    void proofRefused() {
        int count = refusals.due();
        if (count > 0) {
            transactions.write(() -> append("proof-refused", null, count));
        }
    }

    public void certificateRenewed() {
        transactions.write(() -> append("certificate-renewed", null, 1));
    }

    private String tag(byte[] deviceId) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(pseudonyms.tag(Table.REGISTERED_DEVICES, deviceId));
    }

    /// The time inside is the row's own, rounded to the hour.
    private boolean append(String event, @Nullable String tag, int count) {
        long hour = Hours.floor(clock.instant());
        String device = tag == null ? "null" : "\"" + tag + "\"";
        String text = "{\"event\":\"" + event + "\",\"device\":" + device + ",\"count\":" + count + ",\"time\":\""
                + Instant.ofEpochMilli(hour) + "\"}";
        byte[] row = new ByteWriter(8).u64(hour).toByteArray();
        events.insert(sealer.seal(Table.AUDIT_LOG, row, text.getBytes(StandardCharsets.UTF_8)), hour);
        return true;
    }
}
