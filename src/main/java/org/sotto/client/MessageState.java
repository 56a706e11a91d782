package org.sotto.client;

/// How far a message has come.
public enum MessageState {
    /// Ours, durable here, not yet acknowledged by the server.
    QUEUED,
    /// Ours, durable at the server.
    SENT,
    /// Ours, stored on the other person's device.
    DELIVERED,
    /// Ours, refused by the server for good.
    FAILED,
    /// Theirs, stored here.
    RECEIVED,
    /// Ours, handed to the server without saying whose it is. What the server did with it, it does not say; it is sent
    /// again until the other person's device has it.
    ACCEPTED
}
