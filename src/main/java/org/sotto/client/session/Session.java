package org.sotto.client.session;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.ratchet.Expired;
import org.sotto.crypto.ratchet.TripleRatchet;

/// A session with a contact: what both sides know it by, and the ratchet's state. Immutable; it holds secrets.
public final class Session implements AutoCloseable {
    /// The greatest one is active. Both sides see the same values, so they agree without a message (section 3 of
    /// docs/protocol.md).
    public static final Comparator<Session> ORDER = Comparator.<Session>comparingLong(s -> s.key.createdMs())
            .thenComparing(s -> s.key.initiator())
            .thenComparing(s -> s.key.digest(), java.util.Arrays::compareUnsigned);

    private final long id;
    private final Key key;
    private final @Nullable FirstFlight firstFlight;
    private final long rivalSinceMs;
    private final TripleRatchet ratchet;

    /// What never changes in a session.
    ///
    /// @param contact   row of the contact
    /// @param createdMs of the envelope
    /// @param initiator its fingerprint
    /// @param digest    E of the envelope, 32 bytes
    public record Key(long contact, long createdMs, Fingerprint initiator, byte[] digest) {}

    /// @param id           0 until it is stored
    /// @param firstFlight  what goes before each message; null for a responder, and once a message was opened
    /// @param rivalSinceMs when the peer spoke on another session for the first time while this one was active and
    ///                     unanswered, ms since the epoch, or 0
    public Session(long id, Key key, @Nullable FirstFlight firstFlight, long rivalSinceMs, TripleRatchet ratchet) {
        this.id = id;
        this.key = key;
        this.firstFlight = firstFlight;
        this.rivalSinceMs = rivalSinceMs;
        this.ratchet = ratchet;
    }

    public long id() {
        return id;
    }

    public Key key() {
        return key;
    }

    public @Nullable FirstFlight firstFlight() {
        return firstFlight;
    }

    /// Whether we started it and have not opened a message of it yet.
    public boolean isUnanswered() {
        return firstFlight != null;
    }

    public long rivalSinceMs() {
        return rivalSinceMs;
    }

    public TripleRatchet ratchet() {
        return ratchet;
    }

    Session withRatchet(TripleRatchet next) {
        return new Session(id, key, firstFlight, rivalSinceMs, next);
    }

    /// Without the skipped keys that were too old.
    public Session withExpired(Expired expired) {
        return withRatchet(expired.next());
    }

    /// The peer has spoken: no envelope any more.
    Session answered(TripleRatchet next) {
        return new Session(id, key, null, 0, next);
    }

    Session withRivalSince(long nowMs) {
        return new Session(id, key, firstFlight, nowMs, ratchet);
    }

    public Session withId(long stored) {
        return new Session(stored, key, firstFlight, rivalSinceMs, ratchet);
    }

    /// Wipes the ratchet's keys, also those of states that follow from it.
    @Override
    public void close() {
        ratchet.close();
    }

    @Override
    public String toString() {
        return "Session[" + id + ", created " + key.createdMs() + "]";
    }
}
