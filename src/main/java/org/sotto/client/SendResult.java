package org.sotto.client;

/// What became of a text that was handed to [Messenger#send]. In all cases it is durable in the profile.
public sealed interface SendResult {
    /// The content id of the message, as in the history.
    String id();

    /// The server has it durably.
    record Sent(String id) implements SendResult {}

    /// The server was handed it by nobody in particular, and does not say what it did with it. It is kept and sent
    /// again until the other person's device has it.
    record Accepted(String id) implements SendResult {}

    /// It waits in the outbox and leaves with the next command that reaches the server.
    ///
    /// @param reason why: one lower-case line
    record Queued(String id, String reason) implements SendResult {}
}
