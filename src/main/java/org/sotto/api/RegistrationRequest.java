package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A new device: the single-use code, the proof for its public key under `Sotto1/register`, and the identity record.
///
/// @param publicKey   ristretto255, 32 bytes
/// @param attestation a statement about the device's hardware
@JsonNaming(SnakeCaseStrategy.class)
public record RegistrationRequest(
        @Bytes(ApiLimits.INVITATION_CODE) byte[] invitationCode,
        @Bytes(ApiLimits.DEVICE_ID) byte[] deviceId,
        @Suite int suite,
        @Bytes(ApiLimits.NONCE) byte[] clientNonce,
        @Bytes(ApiLimits.NONCE) byte[] serverNonce,
        @NotNull Instant expiresAt,
        @Bytes(ApiLimits.CHALLENGE) byte[] challenge,
        @Bytes(ApiLimits.DEVICE_KEY) byte[] publicKey,
        @Bytes(ApiLimits.PROOF) byte[] proof,
        @Bytes(ApiLimits.IDENTITY_RECORD) byte[] identityRecord,
        @Size(max = 8192) @Nullable String attestation) {}
