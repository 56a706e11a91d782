package org.sotto.server.security;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/// Who has proved no device, and which of their calls count against their address.
public final class Strangers {
    private Strangers() {}

    /// Calls for which nothing shows a device, before anything was looked at.
    public static boolean contain(RoutingContext context) {
        return AnonymousCalls.contain(context) || !context.request().headers().contains(HttpHeaders.AUTHORIZATION);
    }

    /// Counted when it comes, for it costs a row even where it succeeds.
    public static boolean isRegistration(RoutingContext context) {
        return AnonymousCalls.isRegistration(context);
    }

    /// A call that was answered, with a refusal, to somebody without a session.
    public static boolean hasFailed(RoutingContext context) {
        return isFailure(context, context.response().getStatusCode());
    }

    /// Whether an answer of this status is a refusal to somebody without a session.
    public static boolean isFailure(RoutingContext context, int status) {
        boolean refused = status >= 400 && status < 500;
        return refused && (AnonymousCalls.contain(context) || !hasSession(context));
    }

    private static boolean hasSession(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                && !user.getSecurityIdentity().isAnonymous()
                && !(user.getSecurityIdentity().getPrincipal() instanceof TokenPrincipal);
    }
}
