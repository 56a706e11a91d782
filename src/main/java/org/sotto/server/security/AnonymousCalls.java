package org.sotto.server.security;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/// The calls that need no session: those that get one, and the server's description of itself.
final class AnonymousCalls {
    private AnonymousCalls() {}

    static boolean contain(RoutingContext context) {
        HttpMethod method = context.request().method();
        String path = context.normalizedPath();
        return path.startsWith("/v1/auth/")
                || (path.equals("/v1/devices") && method.equals(HttpMethod.POST))
                || (path.equals("/v1/server") && method.equals(HttpMethod.GET));
    }
}
