package org.sotto.server.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.sotto.server.service.ShownToken;

/// The token that this request is paid with, for endpoints that take one in place of a session.
@Singleton
public final class CurrentToken {
    /// The role of whoever shows a token, good or not.
    public static final String ROLE = "token";

    private final SecurityIdentity identity;

    CurrentToken(SecurityIdentity identity) {
        this.identity = identity;
    }

    /// Empty for a device.
    public Optional<ShownToken> shown() {
        return identity.getPrincipal() instanceof TokenPrincipal principal
                ? Optional.of(principal.token())
                : Optional.empty();
    }
}
