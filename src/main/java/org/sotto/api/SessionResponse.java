package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/// A session token: a bearer that is opaque to the client.
@JsonNaming(SnakeCaseStrategy.class)
public record SessionResponse(String status, String sessionToken, Instant expiresAt) {
    /// The only status.
    public static final String SUCCESS = "success";
}
