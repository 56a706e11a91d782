package org.sotto.server.security;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/// The calls that need no session: those that get one, and the server's description of itself.
final class AnonymousCalls {
    private AnonymousCalls() {}

    /// Whether the call makes a device.
    static boolean isRegistration(RoutingContext context) {
        return context.normalizedPath().equals("/v1/devices")
                && context.request().method().equals(HttpMethod.POST);
    }

    static boolean contain(RoutingContext context) {
        HttpMethod method = context.request().method();
        String path = context.normalizedPath();
        return path.startsWith("/v1/auth/")
                || isRegistration(context)
                || (path.equals("/v1/server") && method.equals(HttpMethod.GET));
    }
}
