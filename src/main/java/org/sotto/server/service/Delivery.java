package org.sotto.server.service;

import org.sotto.server.repository.MessageRow;
import org.sotto.wire.ByteReader;

/// A message that waits for its recipient.
///
/// @param row       grows with the order of arrival
/// @param messageId 16 bytes
/// @param mailbox   32 bytes
/// @param received  ms, rounded to the hour
public record Delivery(long row, byte[] messageId, byte[] mailbox, long received, byte[] blob) {
    static Delivery open(Sealer sealer, MessageRow message) {
        byte[] plaintext = sealer.open(Table.PENDING_MESSAGES, Letter.row(message.row()), message.sealed());
        ByteReader in = new ByteReader(plaintext, "stored message");
        return new Delivery(message.row(), in.bytes(16), in.bytes(32), message.received(), in.rest());
    }
}
