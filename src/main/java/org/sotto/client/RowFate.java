package org.sotto.client;

/// What became of one row of the outbox.
sealed interface RowFate {
    /// The server has it.
    record Left() implements RowFate {}

    /// It leaves later.
    ///
    /// @param reason why: one lower-case line
    record Waits(String reason) implements RowFate {}

    /// The server has refused it for good.
    ///
    /// @param reason why: one lower-case line
    record Refused(String reason) implements RowFate {}
}
