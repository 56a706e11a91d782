package org.sotto.server.service;

import java.time.Duration;

/// Every expected answer that is not a success. `server.resource.error` gives each its code and status.
public sealed interface Refusal {
    /// @param detail what does not fit, without repeating the caller's bytes
    record Malformed(String detail) implements Refusal {}

    record InvalidProof() implements Refusal {}

    record Unauthenticated() implements Refusal {}

    record InvitationRefused() implements Refusal {}

    /// An unknown mailbox or a wrong send secret: one answer for both.
    record MailboxRefused() implements Refusal {}

    /// @param what the kind of thing, for a person
    record NotFound(String what) implements Refusal {}

    record IdConflict() implements Refusal {}

    record AlreadyExists(String what) implements Refusal {}

    record TooLarge(int limitBytes) implements Refusal {}

    /// A blob that is not of an allowed type and size.
    record BadSize() implements Refusal {}

    record PrekeyRefused(String detail) implements Refusal {}

    record RotationRefused(String detail) implements Refusal {}

    /// A statement of hardware that is missing, not taken or not believed.
    record AttestationRefused(String detail) implements Refusal {}

    record MailboxFull(Duration retryAfter) implements Refusal {}

    record RateLimited(Duration retryAfter) implements Refusal {}

    /// The server is not set up for this, or is too busy.
    record Unavailable(String detail) implements Refusal {}
}
