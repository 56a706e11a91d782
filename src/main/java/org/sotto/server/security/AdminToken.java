package org.sotto.server.security;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.sotto.server.config.DataFolder;

/// The operator's bearer secret, in `admin.token`, fresh at each start.
@Singleton
public final class AdminToken {
    private final BearerSecret secret;

    AdminToken(DataFolder folder, SecureRandom random) {
        this.secret = BearerSecret.make(folder.resolve("admin.token"), random);
    }

    /// @param authorization the header as it came
    public boolean admits(@Nullable String authorization) {
        return secret.admits(authorization);
    }
}
