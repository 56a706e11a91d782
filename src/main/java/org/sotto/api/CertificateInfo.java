package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/// The certificate that the server shows from now on.
///
/// @param active whether it is in use already, or from the next start on
@JsonNaming(SnakeCaseStrategy.class)
public record CertificateInfo(byte[] pin, Instant notAfter, boolean active) {}
