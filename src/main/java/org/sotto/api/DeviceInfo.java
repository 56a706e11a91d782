package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;

/// A registered device, as its operator sees it.
///
/// @param device     its pseudonym, the one of the audit log; it says nothing outside of this server
/// @param registered rounded down to the hour
@JsonNaming(SnakeCaseStrategy.class)
public record DeviceInfo(String device, Instant registered) {}
