package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/// The limits that a client has to keep to, in bytes, seconds and counts.
@JsonNaming(SnakeCaseStrategy.class)
public record ServerLimits(
        int blobBytes,
        int oneTimePrekeyBatch,
        int oneTimePrekeys,
        int pageItems,
        int ackIds,
        int challengeSeconds,
        int sessionSeconds,
        int mailboxes,
        int mailboxMessages,
        int messageDays) {}
