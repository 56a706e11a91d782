package org.sotto.server.security;

import java.security.Principal;
import org.sotto.server.service.ShownToken;

/// Whoever pays with a token, of which nothing was looked at yet.
record TokenPrincipal(ShownToken token) implements Principal {
    @Override
    public String getName() {
        return "token";
    }

    @Override
    public String toString() {
        return getName();
    }
}
