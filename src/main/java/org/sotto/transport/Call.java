package org.sotto.transport;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A request of the API.
///
/// @param path   with its query, from `/v1` on
/// @param body   JSON, or null for none
/// @param authorization the header of that name, or null for none
record Call(
        String method,
        String path,
        byte @Nullable [] body,
        @Nullable String authorization) {
    /// With a session token.
    Call as(String token) {
        return new Call(method, path, body, "Bearer " + token);
    }

    /// With a blind token (RFC 9577, section 2.2).
    Call paidWith(byte[] token) {
        String text = Base64.getUrlEncoder().encodeToString(token);
        return new Call(method, path, body, "PrivateToken token=\"" + text + "\"");
    }

    /// Without the token and the body, which may be secret.
    @Override
    public String toString() {
        return method + " " + path;
    }
}
