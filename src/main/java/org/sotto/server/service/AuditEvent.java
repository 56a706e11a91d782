package org.sotto.server.service;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What is written down. Numbers are added, never changed: rows of 90 days carry them.
enum AuditEvent {
    SERVER_STARTED(1),
    /// A server that was killed leaves none.
    SERVER_STOPPED(2),
    INVITATION_MADE(3),
    INVITATION_REFUSED(4),
    DEVICE_REGISTERED(5),
    DEVICE_REMOVED(6),
    SESSION_MADE(7),
    PROOF_REFUSED(8),
    IDENTITY_ROTATED(9),
    CERTIFICATE_RENEWED(10),
    /// Calls that were told to come again later.
    RATE_LIMITED(11),
    /// Calls of the management interface without its secret.
    OPERATOR_REFUSED(12),
    /// Rows of this log that were older than it is kept for.
    LOG_TRIMMED(13),
    /// The head of this log was gone or not ours, so that a new chain begins here.
    LOG_RESTARTED(14),
    /// A device that the operator removed.
    DEVICE_REVOKED(15),
    /// A device whose attestation does not hold any more came for a session.
    ATTESTATION_LAPSED(16),
    BACKUP_MADE(30),
    /// One that was not there for as long as the settings say.
    DEVICE_EXPIRED(31);

    private final int number;

    AuditEvent(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /// The name that an operator reads, for example `device-registered`.
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Empty for one of a later version.
    static Optional<AuditEvent> of(int number) {
        return Stream.of(values()).filter(each -> each.number == number).findFirst();
    }
}
