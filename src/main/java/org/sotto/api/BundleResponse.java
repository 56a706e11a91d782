package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/// A prekey bundle, 4,701 bytes in both forms.
@JsonNaming(SnakeCaseStrategy.class)
public record BundleResponse(byte[] bundle) {}
