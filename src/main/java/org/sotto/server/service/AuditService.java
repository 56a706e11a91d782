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

    AuditService(AuditRepository events, Transactions transactions, Pseudonyms pseudonyms, Sealer sealer, Clock clock) {
        this.events = events;
        this.transactions = transactions;
        this.pseudonyms = pseudonyms;
        this.sealer = sealer;
        this.clock = clock;
        this.refusals = new RefusalCount(clock);
    }

    /// Within the caller's transaction.
    void registered(byte[] deviceId) {
        append("device-registered", deviceId, 1);
    }

    /// Within the caller's transaction.
    void removed(byte[] deviceId) {
        append("device-removed", deviceId, 1);
    }

    /// Within the caller's transaction.
    void invited() {
        append("invitation-made", null, 1);
    }

    void sessionMade(byte[] deviceId) {
        transactions.write(() -> append("session-made", deviceId, 1));
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

    private boolean append(String event, byte @Nullable [] deviceId, int count) {
        Instant now = clock.instant();
        long hour = Hours.floor(now);
        String device = deviceId == null
                ? "null"
                : "\""
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(pseudonyms.tag(Table.REGISTERED_DEVICES, deviceId))
                        + "\"";
        String text = "{\"event\":\"" + event + "\",\"device\":" + device + ",\"count\":" + count + ",\"time\":\"" + now
                + "\"}";
        byte[] row = new ByteWriter(8).u64(hour).toByteArray();
        events.insert(sealer.seal(Table.AUDIT_LOG, row, text.getBytes(StandardCharsets.UTF_8)), hour);
        return true;
    }
}
