package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row of the audit log, opened.
///
/// @param time   rounded down to the hour
/// @param event  its name; `unreadable` for a row that the server did not write in this place
/// @param device the pseudonym of the device that it is about, which says nothing outside of this server; null for none
/// @param count  how often it happened since it was last written down
@JsonNaming(SnakeCaseStrategy.class)
public record AuditEntry(
        long id, Instant time, String event, @Nullable String device, long count) {}
