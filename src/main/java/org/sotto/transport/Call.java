package org.sotto.transport;

import org.jspecify.annotations.Nullable;

/// A request of the API.
///
/// @param path   with its query, from `/v1` on
/// @param body   JSON, or null for none
/// @param bearer a session token, or null for none
record Call(
        String method,
        String path,
        byte @Nullable [] body,
        @Nullable String bearer) {
    Call as(@Nullable String token) {
        return new Call(method, path, body, token);
    }

    /// Without the bearer and the body, which may be secret.
    @Override
    public String toString() {
        return method + " " + path;
    }
}
