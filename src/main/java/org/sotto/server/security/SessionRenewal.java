package org.sotto.server.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Clock;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.sotto.api.ApiLimits;
import org.sotto.server.service.AuthenticationService;
import org.sotto.server.service.DeviceSession;
import org.sotto.server.service.SessionIssuer;

/// From a token's half-life on, answers carry a fresh one. The old one stays good until its expiry.
@Singleton
public final class SessionRenewal {
    private final SecurityIdentity identity;
    private final AuthenticationService authentication;
    private final SessionIssuer issuer;
    private final Clock clock;

    SessionRenewal(SecurityIdentity identity, AuthenticationService authentication, SessionIssuer issuer, Clock clock) {
        this.identity = identity;
        this.authentication = authentication;
        this.issuer = issuer;
        this.clock = clock;
    }

    @ServerResponseFilter
    public void renew(ContainerResponseContext response) {
        if (identity.getPrincipal() instanceof DevicePrincipal principal && isDue(principal.session())) {
            authentication
                    .renew(principal.session())
                    .ifPresent(fresh -> response.getHeaders().putSingle(ApiLimits.SESSION_HEADER, issuer.issue(fresh)));
        }
    }

    private boolean isDue(DeviceSession session) {
        return !clock.instant().isBefore(session.halfLife());
    }
}
