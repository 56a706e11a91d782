package org.sotto.server.security;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.sotto.server.service.Refusal;
import org.sotto.server.service.RefusedRequest;

/// Reads a body whose length was not announced, up to its limit, before anybody else does. The framework's own limit
/// answers without a problem and logs a stranger's request as a fault, and a parser that meets a limit half-way would
/// read on to the body's end, which may never come. So the framework's limit is off for these.
@Singleton
public final class UnannouncedBodies {
    private final BodyLimits limits;

    UnannouncedBodies(BodyLimits limits) {
        this.limits = limits;
    }

    /// @throws RefusedRequest TooLarge
    @ServerRequestFilter
    public void limit(ContainerRequestContext request, RoutingContext context) throws IOException {
        if (!contain(context.request())) {
            return;
        }
        int most = limits.of(context);
        byte[] body = request.getEntityStream().readNBytes(most + 1);
        if (body.length > most) {
            BodyLimits.closeAfterAnswer(context);
            throw new RefusedRequest(new Refusal.TooLarge(most));
        }
        request.setEntityStream(new ByteArrayInputStream(body));
    }

    public static boolean contain(HttpServerRequest request) {
        boolean hasBody =
                request.method().equals(HttpMethod.POST) || request.method().equals(HttpMethod.PUT);
        return hasBody && !request.headers().contains(HttpHeaders.CONTENT_LENGTH);
    }
}
