package org.sotto.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An HTTP answer, read to its end.
///
/// @param sessionToken a renewed session token, when the server sent one
/// @param retryAfter   how long to wait before the next attempt, when the server says so
/// @param signature    the signature of the server's self-description
record Answer(
        int status,
        byte[] body,
        @Nullable String sessionToken,
        @Nullable String signature,
        @Nullable Duration retryAfter,
        boolean problem) {}
