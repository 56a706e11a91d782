package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/// A new identity in the place of the device's present one.
///
/// @param rotation     signed by both identities, 298 bytes
/// @param signedPrekey of the new identity, 2,902 bytes: there is no moment at which it has none
@JsonNaming(SnakeCaseStrategy.class)
public record IdentityRotationRequest(
        @Bytes(ApiLimits.IDENTITY_ROTATION) byte[] rotation,
        @Bytes(ApiLimits.SIGNED_PREKEY) byte[] signedPrekey) {}
