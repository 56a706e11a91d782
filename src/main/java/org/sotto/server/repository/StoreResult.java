package org.sotto.server.repository;

import java.time.Duration;

/// What became of a parcel. It is on disk with the commit before the answer.
public sealed interface StoreResult {
    /// It waits for the mailbox's owner, the device of row `device`, at row `row`.
    record Stored(long device, long row) implements StoreResult {}

    /// The same message waited already.
    record Known() implements StoreResult {}

    /// Another message waits under the same id.
    record Conflict() implements StoreResult {}

    /// The mailbox holds as much as it may.
    record Full() implements StoreResult {}

    /// The mailbox took in too much of late.
    record TooMuch(Duration retryAfter) implements StoreResult {}

    /// There is no such mailbox, or the send secret is not its own.
    record Refused() implements StoreResult {}

    /// The mailbox does not take blobs of this type.
    record WrongType() implements StoreResult {}
}
