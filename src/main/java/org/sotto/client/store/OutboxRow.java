package org.sotto.client.store;

import org.jspecify.annotations.Nullable;
import org.sotto.protocol.MailboxGrant;
import org.sotto.protocol.compression.Urgency;

/// What waits to leave.
///
/// @param messageId the id at the server, 16 bytes: the same at each attempt
/// @param content   the encoded content; null for what is never encrypted again, the last message of a session
/// @param blob      the bytes to send, the same at each attempt; null while the content waits for a session
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
