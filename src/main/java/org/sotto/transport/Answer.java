package org.sotto.transport;

import org.jspecify.annotations.Nullable;

/// An HTTP answer, read to its end.
///
/// @param sessionToken a renewed session token, when the server sent one
/// @param signature    the signature of the server's self-description
record Answer(
        int status,
        byte[] body,
        @Nullable String sessionToken,
        @Nullable String signature,
        boolean problem) {}
