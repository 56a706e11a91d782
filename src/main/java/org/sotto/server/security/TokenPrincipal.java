package org.sotto.server.security;

import java.security.Principal;

/// Whoever pays with a token, of which nothing was looked at yet.
record TokenPrincipal(String token) implements Principal {
    @Override
    public String getName() {
        return "token";
    }

    @Override
    public String toString() {
        return getName();
    }
}
