package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/// Enqueued: the blob is on disk, or its recipient has acknowledged it. Accepted: nothing was said.
@JsonNaming(SnakeCaseStrategy.class)
public record SendResponse(String status, byte[] messageId, Instant timestamp) {
    /// To a device.
    public static final String ENQUEUED = "enqueued";
    /// To whoever pays with a token: it says nothing about what became of the blob.
    public static final String ACCEPTED = "accepted";
}
