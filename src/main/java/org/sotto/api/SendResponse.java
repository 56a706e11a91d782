package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/// The blob is on disk, or its recipient has acknowledged it.
@JsonNaming(SnakeCaseStrategy.class)
public record SendResponse(String status, byte[] messageId, Instant timestamp) {
    /// The only status.
    public static final String ENQUEUED = "enqueued";
}
