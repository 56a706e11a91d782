package org.sotto.transport;

/// What comes out of a [MailboxStream].
public sealed interface StreamEvent {
    /// A blob.
    ///
    /// @param id      the sender's message id, 16 bytes
    /// @param mailbox which of the own mailboxes, 32 bytes
    record Delivery(byte[] id, byte[] mailbox, byte[] blob) implements StreamEvent {}

    /// All that waited has been delivered.
    record Drained() implements StreamEvent {}

    /// The server has few one-time prekeys of this device left.
    record PreKeysLow() implements StreamEvent {}
}
