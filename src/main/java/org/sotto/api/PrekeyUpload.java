package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// New prekeys, which the server checks against the device's registered identity.
///
/// @param signedPrekey   2,902 bytes, or absent to keep the present one
/// @param oneTimePrekeys at most 100 of 1,668 bytes
@JsonNaming(SnakeCaseStrategy.class)
public record PrekeyUpload(
        @Bytes(value = ApiLimits.SIGNED_PREKEY, optional = true)
        byte @Nullable [] signedPrekey,

        @NotNull @Size(max = ApiLimits.ONE_TIME_BATCH) @Bytes(ApiLimits.ONE_TIME_PREKEY)
        List<byte[]> oneTimePrekeys) {}
