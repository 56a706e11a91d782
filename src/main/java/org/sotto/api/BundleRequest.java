package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/// Asks for the prekeys of the person behind a public mailbox.
@JsonNaming(SnakeCaseStrategy.class)
public record BundleRequest(
        @Bytes(ApiLimits.MAILBOX) byte[] mailbox,
        @Bytes(ApiLimits.SEND_SECRET) byte[] sendSecret) {}
