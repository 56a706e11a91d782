package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is left of the device's prekeys.
@JsonNaming(SnakeCaseStrategy.class)
public record PrekeyCount(int oneTimeCount, @Nullable Instant signedPrekeyNotAfter) {}
