package org.sotto.server.security;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How many bytes the body of a request may have.
@Singleton
public final class BodyLimits {
    /// For strangers: a registration with an attestation of 8,192 characters, which escapes may double.
    private static final int ANONYMOUS = 16 << 10;

    private final int devices;

    BodyLimits(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize devices) {
        this.devices = Math.toIntExact(devices.asLongValue());
    }

    public int of(RoutingContext context) {
        return AnonymousCalls.contain(context) ? ANONYMOUS : devices;
    }

    /// The connection ends with the answer, for the rest of the body may follow.
    public static void closeAfterAnswer(RoutingContext context) {
        if (context.request().version() != HttpVersion.HTTP_2) { // which knows no such header
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        context.response().endHandler(done -> context.request().connection().close());
    }
}
