package org.sotto.server.security;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Cuts off a body whose length was not announced once it is too large. The framework's own limit answers without a
/// problem and logs a stranger's request as a fault, so it is off for these.
@Singleton
public final class UnannouncedBodies {
    private final BodyLimits limits;

    UnannouncedBodies(BodyLimits limits) {
        this.limits = limits;
    }

    @ServerRequestFilter
    public void limit(ContainerRequestContext request, RoutingContext context) {
        if (contain(context.request())) {
            request.setEntityStream(new LimitedBody(request.getEntityStream(), limits.of(context), context));
        }
    }

    public static boolean contain(HttpServerRequest request) {
        boolean hasBody =
                request.method().equals(HttpMethod.POST) || request.method().equals(HttpMethod.PUT);
        return hasBody && !request.headers().contains(HttpHeaders.CONTENT_LENGTH);
    }
}
