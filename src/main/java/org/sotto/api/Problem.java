package org.sotto.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/// The body of every refusal, as `application/problem+json` (RFC 9457).
///
/// @param type   `urn:sotto:problem:` and the code
/// @param code   a name of [ProblemCode], or one of a later version
/// @param detail what to do about it, for a person
@JsonNaming(SnakeCaseStrategy.class)
public record Problem(
        String type, String title, int status, @Nullable String detail, String code) {
    private static final String PREFIX = "urn:sotto:problem:";

    public static Problem of(ProblemCode code, int status, @Nullable String detail) {
        return new Problem(PREFIX + code.code(), code.title(), status, detail, code.code());
    }
}
