package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/// A key under which blind tokens are issued, with its days.
@JsonNaming(SnakeCaseStrategy.class)
public record IssuerKey(byte[] key, Instant notBefore, Instant notAfter) {}
