package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/// The registered device.
@JsonNaming(SnakeCaseStrategy.class)
public record RegistrationResponse(byte[] deviceId) {}
