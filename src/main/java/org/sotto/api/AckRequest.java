package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/// Message ids of 16 bytes that the device has stored and the server may delete.
@JsonNaming(SnakeCaseStrategy.class)
public record AckRequest(
        @NotNull @Size(min = 1, max = ApiLimits.ACK_BATCH) @Bytes(ApiLimits.MESSAGE_ID)
        List<byte[]> ids) {}
