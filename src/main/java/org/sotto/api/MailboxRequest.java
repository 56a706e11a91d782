package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.constraints.NotNull;

/// A new mailbox of the session's device.
///
/// @param sendSecretHash SHA-512 of `Sotto1/send` ‖ secret, 64 bytes
@JsonNaming(SnakeCaseStrategy.class)
public record MailboxRequest(
        @Bytes(ApiLimits.MAILBOX) byte[] mailbox,
        @Bytes(ApiLimits.SEND_SECRET_HASH) byte[] sendSecretHash,
        @NotNull MailboxKind kind) {}
