package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/// Step 3 of the proof: what step 2 said, unchanged, and the proof of 64 bytes.
@JsonNaming(SnakeCaseStrategy.class)
public record SessionRequest(
        @Bytes(ApiLimits.DEVICE_ID) byte[] deviceId,
        @Suite int suite,
        @Bytes(ApiLimits.NONCE) byte[] clientNonce,
        @Bytes(ApiLimits.NONCE) byte[] serverNonce,
        @NotNull Instant expiresAt,
        @Bytes(ApiLimits.CHALLENGE) byte[] challenge,
        @Bytes(ApiLimits.PROOF) byte[] proof) {}
