package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.constraints.NotNull;

/// A blob for a mailbox. The same id with the same bytes is a silent success.
///
/// @param id        random, 16 bytes
/// @param recipient the mailbox, 32 bytes
/// @param content   a blob of an allowed type and size, ≤ 1,114,112 bytes
@JsonNaming(SnakeCaseStrategy.class)
public record SendRequest(
        @Bytes(ApiLimits.MESSAGE_ID) byte[] id,
        @Bytes(ApiLimits.MAILBOX) byte[] recipient,
        @Bytes(ApiLimits.SEND_SECRET) byte[] sendSecret,
        @NotNull byte[] content) {}
