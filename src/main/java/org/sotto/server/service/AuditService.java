package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sotto.server.repository.Transactions;

/// Writes down what happened, sealed: only the holder of the storage key reads it, and it names devices by their tags.
@Singleton
public final class AuditService {
    private final AuditLog log;
    private final EventMeters meters;
    private final Transactions transactions;
    private final Pseudonyms pseudonyms;
    private final OncePerHour sessions;
    private final OncePerHour lapses;
    private final Map<AuditEvent, RefusalCount> counts = new EnumMap<>(AuditEvent.class);

    AuditService(AuditLog log, EventMeters meters, Transactions transactions, Pseudonyms pseudonyms, Clock clock) {
        this.log = log;
        this.meters = meters;
        this.transactions = transactions;
        this.pseudonyms = pseudonyms;
        this.sessions = new OncePerHour(clock);
        this.lapses = new OncePerHour(clock);
        for (AuditEvent event : AuditEvent.values()) {
            counts.put(event, new RefusalCount(clock));
        }
    }

    void started() {
        transactions.write(() -> note(AuditEvent.SERVER_STARTED, null));
    }

    void stopped() {
        flush();
        transactions.write(() -> note(AuditEvent.SERVER_STOPPED, null));
    }

    /// Within the caller's transaction.
    void registered(byte[] deviceId) {
        note(AuditEvent.DEVICE_REGISTERED, tag(deviceId));
    }

    /// Within the caller's transaction.
    void identityRotated(byte[] deviceId) {
        note(AuditEvent.IDENTITY_ROTATED, tag(deviceId));
    }

    /// Within the caller's transaction.
    void removed(byte[] tag) {
        note(AuditEvent.DEVICE_REMOVED, tag);
    }

    /// Within the caller's transaction.
    void revoked(byte[] tag) {
        note(AuditEvent.DEVICE_REVOKED, tag);
    }

    /// Within the caller's transaction.
    void invited() {
        note(AuditEvent.INVITATION_MADE, null);
    }

    /// One row a device and hour: more would tell when it is awake, and a device could fill the disk with them.
    void sessionMade(byte[] deviceId) {
        oncePerHour(sessions, AuditEvent.SESSION_MADE, tag(deviceId));
    }

    /// As often as [#sessionMade(byte[])].
    void attestationLapsed(byte[] tag) {
        oncePerHour(lapses, AuditEvent.ATTESTATION_LAPSED, tag);
    }

    private void oncePerHour(OncePerHour seen, AuditEvent event, byte[] tag) {
        meters.count(event);
        String name = HexFormat.of().formatHex(tag);
        if (!seen.first(name)) {
            return;
        }
        boolean written = false;
        try {
            written = transactions.write(() -> append(event, tag, 1));
        } finally {
            if (!written) {
                seen.forget(name);
            }
        }
    }

    /// Anybody can cause this one, so that rows are made once a minute at most, with a count.
    void proofRefused() {
        meters.count(AuditEvent.PROOF_REFUSED);
        report(AuditEvent.PROOF_REFUSED, count(AuditEvent.PROOF_REFUSED).due());
    }

    /// As often as [#proofRefused()]. Outside of a transaction, for the caller's is rolled back.
    void invitationRefused() {
        meters.count(AuditEvent.INVITATION_REFUSED);
        report(
                AuditEvent.INVITATION_REFUSED,
                count(AuditEvent.INVITATION_REFUSED).due());
    }

    /// Counted in memory until the next [#flush()]: of no device and no mailbox, for the two together would be a pair.
    void rateLimited() {
        meters.count(AuditEvent.RATE_LIMITED);
        count(AuditEvent.RATE_LIMITED).add();
    }

    /// Counted in memory until the next [#flush()], since the caller must not wait.
    public void operatorRefused() {
        meters.count(AuditEvent.OPERATOR_REFUSED);
        count(AuditEvent.OPERATOR_REFUSED).add();
    }

    public void certificateRenewed() {
        transactions.write(() -> note(AuditEvent.CERTIFICATE_RENEWED, null));
    }

    /// Within the caller's transaction.
    ///
    /// @param tag of the device, as it stands in its row
    void expired(byte[] tag) {
        append(AuditEvent.DEVICE_EXPIRED, tag, 1);
    }

    public void backedUp() {
        transactions.write(() -> note(AuditEvent.BACKUP_MADE, null));
    }

    /// Writes down what was only counted: every hour, when the operator looks, and at the end.
    void flush() {
        counts.forEach((event, count) -> report(event, count.rest()));
    }

    private void report(AuditEvent event, int number) {
        if (number == 0) {
            return;
        }
        boolean written = false;
        try {
            written = transactions.write(() -> append(event, null, number));
        } finally {
            if (!written) {
                count(event).giveBack(number);
            }
        }
    }

    private RefusalCount count(AuditEvent event) {
        RefusalCount count = counts.get(event);
        if (count == null) {
            throw new IllegalStateException(event + " has no count");
        }
        return count;
    }

    private byte[] tag(byte[] deviceId) {
        return pseudonyms.tag(Table.REGISTERED_DEVICES, deviceId);
    }

    /// One that is written down each time.
    private boolean note(AuditEvent event, byte @Nullable [] tag) {
        meters.count(event);
        return append(event, tag, 1);
    }

    private boolean append(AuditEvent event, byte @Nullable [] tag, int count) {
        log.append(new AuditNote(event.number(), count, tag));
        return true;
    }
}
