package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/// Step 2 of the proof: server nonce 32 bytes, challenge 32 bytes, good until `expiresAt` on this connection only.
@JsonNaming(SnakeCaseStrategy.class)
public record ChallengeResponse(byte[] serverNonce, Instant expiresAt, byte[] challenge, Instant time) {}
