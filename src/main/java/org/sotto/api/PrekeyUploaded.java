package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/// How many one-time prekeys the server now holds for the device.
@JsonNaming(SnakeCaseStrategy.class)
public record PrekeyUploaded(int oneTimeCount) {}
