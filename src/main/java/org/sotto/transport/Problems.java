package org.sotto.transport;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.UpgradeRejectedException;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiJson;
import org.sotto.api.Problem;

/// From answers that are refusals to typed errors.
final class Problems {
    private static final ObjectMapper JSON = ApiJson.client();

    private Problems() {}

    static TransportException of(Answer answer) {
        if (!answer.problem()) {
            return new TransportException.BadAnswer("the server answered with status " + answer.status());
        }
        return of(answer.status(), answer.body(), answer.retryAfter());
    }

    private static TransportException of(int status, byte[] body, @Nullable Duration retryAfter) {
        try {
            Problem problem = JSON.readValue(body, Problem.class);
            String code = Objects.requireNonNullElse(problem.code(), "unknown");
            return new TransportException.Refused(
                    status, code, Objects.requireNonNullElse(problem.detail(), ""), retryAfter);
        } catch (IOException e) {
            return new TransportException.BadAnswer("the server answered with status " + status);
        }
    }

    /// What a failed connection or upgrade means.
    static TransportException ofUpgrade(Throwable cause) {
        if (cause instanceof UpgradeRejectedException rejected) {
            byte[] body = rejected.getBody() == null
                    ? new byte[0]
                    : rejected.getBody().getBytes();
            if (rejected.getStatus() == 401) {
                return new TransportException.Refused(401, "unauthenticated", "");
            }
            return of(
                    rejected.getStatus(),
                    body,
                    RetryAfter.parse(rejected.getHeaders().get("Retry-After")));
        }
        String message = cause.getMessage();
        return new TransportException.Unreachable(message == null ? "connection failed" : firstLine(message));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("connection failed").toLowerCase(java.util.Locale.ROOT);
    }
}
