package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/// Step 1 of the proof: device id 32 bytes, client nonce 32 bytes. The time is advisory.
@JsonNaming(SnakeCaseStrategy.class)
public record ChallengeRequest(
        @Bytes(ApiLimits.DEVICE_ID) byte[] deviceId,
        @Suite int suite,
        @Bytes(ApiLimits.NONCE) byte[] clientNonce,
        @NotNull Instant time) {}
