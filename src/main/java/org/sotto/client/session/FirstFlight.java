package org.sotto.client.session;

import org.sotto.crypto.agreement.PreKeyEnvelope;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.key.SignedPreKey;

/// What an initiator repeats before every message until the peer answers: the envelope, unchanged, sealed to the peer's
/// signed prekey. Public data.
///
/// @param peer the peer's identity that signed the prekey; it may have another one by now
public record FirstFlight(PreKeyEnvelope envelope, SignedPreKey peerKey, Fingerprint peer) {
    /// Whether the peer need not know its signed prekey any more: nothing may leave on the session. The slack for
    /// clocks is the one of [SignedPreKey#checkDates]: a session that may start now is not over now.
    public boolean isOver(long nowMs) {
        return leaveByMs() < nowMs;
    }

    /// When a blob of this flight may leave last, ms since the epoch.
    public long leaveByMs() {
        return peerKey.notAfterMs() + SignedPreKey.CLOCK_SLACK.toMillis();
    }
}
