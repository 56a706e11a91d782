package org.sotto.client;

/// What became of an end that was asked of [Messenger#end]. In each case the sessions are gone here.
public sealed interface EndResult {
    /// The server has the news for the other side durably.
    record Sent() implements EndResult {}

    /// The news waits in the outbox and leaves with the next command that reaches the server.
    ///
    /// @param reason why: one lower-case line
    record Queued(String reason) implements EndResult {}

    /// The other side is not told: there is no way to them. Their sessions stay until they write, or are written to.
    ///
    /// @param reason why: one lower-case line
    record Untold(String reason) implements EndResult {}
}
