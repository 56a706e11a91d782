package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/// Asks for blind signatures: the server does not see of what.
///
/// @param keyId   of the issuer key, 32 bytes
/// @param blinded 1 to 20 numbers of 256 bytes, below the key's modulus
@JsonNaming(SnakeCaseStrategy.class)
public record TokensRequest(
        @Bytes(ApiLimits.TOKEN_KEY_ID) byte[] keyId,

        @NotNull @Size(min = 1, max = ApiLimits.TOKEN_BATCH) @Bytes(ApiLimits.BLINDED)
        List<byte[]> blinded) {}
