package org.sotto.server.resource.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;
import org.sotto.api.Problem;
import org.sotto.api.ProblemCode;
import org.sotto.server.security.Addresses;
import org.sotto.server.security.BodyLimits;
import org.sotto.server.security.UnannouncedBodies;
import org.sotto.server.service.RefusedRequest;
import org.sotto.server.service.StrangerLimit;

/// Refusals outside of the endpoints, on both interfaces: no such path, too large, a bearer that does not stand.
@Singleton
public final class RouterFailures {
    private static final Logger LOG = Logger.getLogger(RouterFailures.class);

    /// Before the framework's own, whose answers are pages.
    private static final int FIRST = Integer.MIN_VALUE;
    /// After the framework has noted the limit of a body whose length is not announced, before anybody reads it.
    private static final int AFTER_LIMIT = RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1;

    private final ObjectMapper json;
    private final BodyLimits limits;
    private final StrangerLimit strangers;

    RouterFailures(ObjectMapper json, BodyLimits limits, StrangerLimit strangers) {
        this.json = json;
        this.limits = limits;
        this.strangers = strangers;
    }

    void main(@Observes Router router) {
        install(router);
    }

    void management(@Observes ManagementInterface management) {
        install(management.router());
    }

    /// Answers a refused request, also for handlers that are no endpoints.
    public void answer(RoutingContext context, ProblemCode code, @Nullable String detail) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        int status = Problems.status(code);
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, ApiLimits.PROBLEM_TYPE);
        if (code == ProblemCode.UNAUTHENTICATED) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.end(Buffer.buffer(encode(Problem.of(code, status, detail))));
    }

    /// Too often, and how long to wait.
    void answerLimited(RoutingContext context, Duration wait) {
        HttpServerResponse response = context.response();
        if (!response.ended() && !response.headWritten()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(Problems.seconds(wait)));
            answer(context, ProblemCode.RATE_LIMITED, "ask again later");
        }
    }

    private void install(Router router) {
        router.route().order(FIRST).handler(this::limit).failureHandler(this::failed);
        router.route().order(AFTER_LIMIT).handler(RouterFailures::leaveUnannounced);
        router.route().last().handler(context -> answer(context, ProblemCode.NOT_FOUND, "no such path"));
    }

    /// An announced body above the limit is refused unread, and the connection closed, for the body may follow.
    private void limit(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        int most = limits.of(context);
        if (length != null && isAbove(length, most)) {
            BodyLimits.closeAfterAnswer(context);
            answer(context, ProblemCode.TOO_LARGE, "at most " + most + " bytes");
        } else {
            context.next();
        }
    }

    /// The framework's limit for a body without a length makes room for that of [UnannouncedBodies].
    private static void leaveUnannounced(RoutingContext context) {
        if (UnannouncedBodies.contain(context.request())) {
            context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, Long.MAX_VALUE);
        }
        context.next();
    }

    private static boolean isAbove(String length, long most) {
        try {
            return Long.parseLong(length) > most;
        } catch (NumberFormatException e) {
            return false; // the HTTP layer has its own answer
        }
    }

    private void failed(RoutingContext context) {
        switch (context.failure()) {
            case null -> answer(context, ofStatus(context.statusCode()), null);
            case RefusedRequest refused -> answer(context, Problems.code(refused.refusal()), null);
            case AuthenticationFailedException e -> noSession(context);
            default -> {
                if (context.statusCode() >= 500) {
                    LOG.error("a fault of the server", context.failure());
                }
                answer(context, ofStatus(context.statusCode()), null);
            }
        }
    }

    /// Whoever shows a token is looked at first, for it may stand; an address that failed too often is told to wait.
    private void noSession(RoutingContext context) {
        Duration wait = strangers.waitOf(Addresses.of(context));
        if (wait.isZero()) {
            answer(context, ProblemCode.UNAUTHENTICATED, "the session token does not stand");
        } else {
            answerLimited(context, wait);
        }
    }

    private static ProblemCode ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> ProblemCode.UNAUTHENTICATED;
            case 404 -> ProblemCode.NOT_FOUND;
            case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
            case 406 -> ProblemCode.NOT_ACCEPTABLE;
            case 413 -> ProblemCode.TOO_LARGE;
            case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> ProblemCode.RATE_LIMITED;
            case 503 -> ProblemCode.UNAVAILABLE;
            default -> status >= 500 ? ProblemCode.INTERNAL : ProblemCode.MALFORMED_REQUEST;
        };
    }

    private byte[] encode(Problem problem) {
        try {
            return json.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem cannot be written", e);
        }
    }
}
