package org.sotto.server.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What a device and a mailbox are held to, also given as SOTTO_LIMITS_MESSAGES_PER_SECOND and so on.
@ConfigMapping(prefix = "sotto.limits")
public interface LimitConfig {
    /// Messages that a device may send in a second, for as long as it likes.
    @WithDefault("20")
    long messagesPerSecond();

    /// Messages that a device may send at once after a pause.
    @WithDefault("200")
    long messageBurst();

    /// Bytes of blobs that a mailbox takes in a second: more than a device at its limit sends of the two smaller sizes.
    @WithDefault("131072")
    long mailboxBytesPerSecond();

    /// Bytes of blobs that a mailbox takes at once after a pause: 15 of the largest.
    @WithDefault("16777216")
    long mailboxBurstBytes();
}
