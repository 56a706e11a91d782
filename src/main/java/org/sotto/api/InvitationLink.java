package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/// A single-use registration link, `sotto:invite:…`.
@JsonNaming(SnakeCaseStrategy.class)
public record InvitationLink(String link) {}
