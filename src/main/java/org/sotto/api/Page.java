package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of a list in arrival order.
///
/// @param next what to give as `after` for the next page; null on the last one
@JsonNaming(SnakeCaseStrategy.class)
public record Page<T>(List<T> items, @Nullable String next) {}
