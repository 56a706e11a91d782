package org.sotto.transport;

import org.jspecify.annotations.Nullable;

/// Keeps the session token between processes. It is a secret: it belongs into the encrypted store.
public interface TokenStore {
    @Nullable
    SessionToken load();

    /// Null forgets it.
    void save(@Nullable SessionToken token);
}
