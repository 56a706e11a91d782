package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/// How many of them were there.
@JsonNaming(SnakeCaseStrategy.class)
public record AckResponse(int acknowledged) {}
