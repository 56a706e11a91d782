package org.sotto.server.security;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The calls that a token pays for in place of a session: `Authorization: PrivateToken token="…"` (RFC 9577).
final class PaidCalls {
    private static final Set<String> PATHS = Set.of("/v1/messages", "/v1/prekeys/fetch");
    private static final Pattern HEADER = Pattern.compile("(?i:PrivateToken) +(?i:token) *= *\"?([^\" ]*)\"?");
    private static final String SCHEME = "PrivateToken ";

    private PaidCalls() {}

    static boolean contain(RoutingContext context) {
        return context.request().method().equals(HttpMethod.POST)
                && PATHS.contains(context.normalizedPath())
                && token(context).isPresent();
    }

    /// What is shown as a token, good or not.
    static Optional<String> token(RoutingContext context) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        Matcher matcher = HEADER.matcher(header.strip());
        return Optional.of(matcher.matches() ? matcher.group(1) : "");
    }
}
