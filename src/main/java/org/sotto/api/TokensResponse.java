package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/// Blind signatures of 256 bytes, in the order in which they were asked for.
@JsonNaming(SnakeCaseStrategy.class)
public record TokensResponse(List<byte[]> signatures) {}
