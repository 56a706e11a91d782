package org.sotto.server.service;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The tables whose rows are found by a tag or are sealed; each name separates its tags and seals from the others'.
public enum Table {
    REGISTERED_DEVICES,
    ONE_TIME_PREKEYS,
    INVITATIONS,
    MAILBOXES,
    PENDING_MESSAGES,
    AUDIT_LOG,
    ISSUER_KEYS,
    SPENT_TOKENS;

    byte[] domain() {
        return (name().toLowerCase(Locale.ROOT) + "\0").getBytes(StandardCharsets.US_ASCII);
    }
}
