package org.sotto.client.store;

import org.jspecify.annotations.Nullable;
import org.sotto.protocol.MailboxGrant;
import org.sotto.protocol.compression.Urgency;

/// What waits to leave.
///
/// @param messageId the id at the server, 16 bytes: the same at each attempt
/// @param content   an encoded content that waits for a session; null once it is encrypted
/// @param blob      the bytes to send: the same at each attempt
/// @param target    where to; null while there is no blob
/// @param message   row of the history, or null for receipts and control messages
/// @param urgency   what the sender said; it does not leave the profile
public record OutboxRow(
        long seq,
        long contact,
        byte[] messageId,
        byte @Nullable [] content,
        byte @Nullable [] blob,
        @Nullable MailboxGrant target,
        @Nullable Long message,
        Urgency urgency) {}
