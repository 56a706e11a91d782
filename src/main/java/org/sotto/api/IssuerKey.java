package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/// A key under which blind tokens are issued.
///
/// @param key       its SubjectPublicKeyInfo, 342 bytes (RFC 9578, section 6.5)
/// @param notBefore a day's begin: from then on tokens are issued and taken
/// @param notAfter  two days later: from then on neither
@JsonNaming(SnakeCaseStrategy.class)
public record IssuerKey(byte[] key, Instant notBefore, Instant notAfter) {}
