package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/// Whether the audit log is as the server left it.
///
/// @param rows    how many rows of the chain hold, up to the first that does not
/// @param first   the id of the oldest row that is kept
/// @param last    the id of the last row that holds
/// @param link    that row's link; an operator who keeps `last` and `link` elsewhere sees later whether the log was put
///                back to an earlier state
/// @param badRow  the first row that does not hold; null if all do, or if it is the head
/// @param problem `missing`, `altered`, `added`, `restarted` or `head`; null if all is well
@JsonNaming(SnakeCaseStrategy.class)
public record AuditVerification(
        boolean intact,
        long rows,
        long first,
        long last,
        byte[] link,
        @Nullable Long badRow,
        @Nullable String problem) {}
