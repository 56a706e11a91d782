package org.sotto.server.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.sotto.server.service.DeviceSession;
import org.sotto.server.service.ShownToken;

/// `Authorization: Bearer` with a session token, or a blind token where one pays for the call. The interface
/// demands Uni; nothing else of ours uses it.
@Singleton
final class BearerMechanism implements HttpAuthenticationMechanism {
    private static final String SCHEME = "Bearer ";

    private final Sessions sessions;

    BearerMechanism(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || AnonymousCalls.contain(context)) {
            // whoever comes for a new session may well show the old one that has expired
            return Uni.createFrom().nullItem();
        }
        if (PaidCalls.contain(context)) {
            return Uni.createFrom()
                    .item(QuarkusSecurityIdentity.builder()
                            .setPrincipal(new TokenPrincipal(
                                    new ShownToken(PaidCalls.token(context).orElseThrow(), Addresses.of(context))))
                            .addRole(CurrentToken.ROLE)
                            .build());
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        String token = header.substring(SCHEME.length()).strip();
        Optional<DeviceSession> cached = sessions.cached(token);
        if (cached.isPresent()) {
            return Uni.createFrom().item(identity(cached.get()));
        }
        // on a worker thread, for it reads the database; the answer comes back on the request's own context
        return Uni.createFrom()
                .completionStage(() -> context.vertx()
                        .executeBlocking(() -> verified(token), false)
                        .toCompletionStage());
    }

    private SecurityIdentity verified(String token) {
        return identity(sessions.verify(token).orElseThrow(AuthenticationFailedException::new));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    private static SecurityIdentity identity(DeviceSession session) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new DevicePrincipal(session))
                .addRole(CurrentDevice.ROLE)
                .build();
    }
}
