package org.sotto.server.security;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How many bytes the body of a request may have.
@Singleton
public final class BodyLimits {
    /// For strangers: a registration with an attestation of 8,192 characters, which escapes may double.
    private static final int ANONYMOUS = 16 << 10;

    private final long devices;

    BodyLimits(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize devices) {
        this.devices = devices.asLongValue();
    }

    public long of(RoutingContext context) {
        return AnonymousCalls.contain(context) ? ANONYMOUS : devices;
    }
}
