package org.sotto.server.resource;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;
import org.sotto.server.service.Refusal;
import org.sotto.server.service.RefusedRequest;

/// `?after=CURSOR&limit=1..100` of every list.
public final class PageQuery {
    @QueryParam("after")
    @Parameter(description = "next of the page before")
    @Nullable
    String after;

    @QueryParam("limit")
    @Parameter(
            description = "items on the page",
            schema = @Schema(minimum = "1", maximum = "100", defaultValue = "100"))
    @Nullable
    String limit;

    /// @throws RefusedRequest malformed, outside 1–100
    int limit() {
        if (limit == null) {
            return ApiLimits.PAGE;
        }
        if (limit.matches("[1-9][0-9]{0,2}")) {
            int value = Integer.parseInt(limit);
            if (value <= ApiLimits.PAGE) {
                return value;
            }
        }
        throw new RefusedRequest(new Refusal.Malformed("limit: 1 to " + ApiLimits.PAGE));
    }
}
