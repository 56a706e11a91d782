package org.sotto.client;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.platform.MemoryProtection;

/// The profile at a glance. Nothing is asked of the server for it.
///
/// @param ownName            self-chosen name, told to contacts
/// @param fingerprint        own identity
/// @param deviceId           in base64url: what the operator's `sotto revoke` takes
/// @param server             `host:port`
/// @param contacts           number of contacts
/// @param waiting            entries in the outbox
/// @param refused            blobs that arrived and were refused: damaged, or not for any session
/// @param lastRefusal        why the last one was refused, one lower-case line, or null
/// @param duplicates         blobs that arrived again and were dropped
/// @param clockSkew          server's clock minus own clock, as last seen; warn above [#MAX_CLOCK_SKEW]
/// @param lastContact        when the server answered last
/// @param oneTimePreKeys     own one-time prekeys left at the server, as last seen
/// @param selfCheck          what the device found when it last opened or renewed a session, or null if it never did
/// @param selfChecked        when that was
/// @param exposed            when files of the profile were last found open to others, or null if never
/// @param tokens             blind tokens left, each of which pays for a send without identity
/// @param unconfirmed        own texts that the server accepted a day ago or earlier and no receipt has confirmed
/// @param issuerWarning      why the server seems to tell people apart by its issuer keys, one line, or null
/// @param memory             how well this process keeps its secrets out of swap space and core dumps
public record Status(
        String ownName,
        Fingerprint fingerprint,
        String deviceId,
        String server,
        int contacts,
        int waiting,
        long refused,
        @Nullable String lastRefusal,
        long duplicates,
        Duration clockSkew,
        @Nullable Instant lastContact,
        int oneTimePreKeys,
        @Nullable String selfCheck,
        @Nullable Instant selfChecked,
        @Nullable Instant exposed,
        int tokens,
        int unconfirmed,
        @Nullable String issuerWarning,
        MemoryProtection memory) {
    /// Above this difference a warning is due (section 8 of docs/protocol.md).
    public static final Duration MAX_CLOCK_SKEW = Duration.ofSeconds(90);

    public boolean clockIsOff() {
        return clockSkew.abs().compareTo(MAX_CLOCK_SKEW) > 0;
    }
}
