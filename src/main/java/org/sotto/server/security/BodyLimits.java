package org.sotto.server.security;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.sotto.api.ApiLimits;

/// How many bytes the body of a request may have.
@Singleton
public final class BodyLimits {
    /// For strangers: a registration with an attestation of 8,192 characters, which escapes may double.
    private static final int ANONYMOUS = 16 << 10;

    /// For whatever carries neither a blob nor prekeys: an acknowledgment of 256 messages has 7 KiB.
    private static final int PLAIN = 32 << 10;
    /// A signed prekey and a hundred one-time prekeys in base64url, 227 KiB.
    private static final int PREKEYS = 256 << 10;

    /// A blob of 1,114,112 bytes in base64url, and its JSON.
    private final int blob;

    BodyLimits(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize blob) {
        this.blob = Math.toIntExact(blob.asLongValue());
    }

    public int of(RoutingContext context) {
        if (AnonymousCalls.contain(context)) {
            return ANONYMOUS;
        }
        if (PaidCalls.contain(context)) {
            return ApiLimits.ANONYMOUS_BODY;
        }
        return switch (context.normalizedPath()) {
            case "/v1/messages" -> blob;
            case "/v1/prekeys" -> PREKEYS;
            default -> PLAIN;
        };
    }

    /// The connection ends with the answer, for the rest of the body may follow.
    public static void closeAfterAnswer(RoutingContext context) {
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        context.response().endHandler(done -> context.request().connection().close());
    }
}
