package org.sotto.client.session;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.ratchet.SkippedKeyChanges;
import org.sotto.crypto.ratchet.SkippedKeys;

/// Sessions, their skipped keys and the replay memory, within one transaction.
public interface SessionStore {
    /// Every session with a contact, in any order.
    List<Session> of(long contact);

    /// The session that this envelope started, by the envelope's digest E, 32 bytes.
    Optional<Session> byDigest(byte[] digest);

    /// Stores a new session and returns it with its id.
    Session add(Session session);

    /// Writes the state of a session that is there.
    void update(Session session);

    /// Deletes a session with its skipped keys.
    void delete(Session session);

    SkippedKeys skippedKeys(long session);

    void apply(long session, SkippedKeyChanges changes, long nowMs);

    /// Up to where the contact's sessions were ended, by either side; null if never.
    @Nullable
    SessionMark endedUpTo(long contact);

    /// Whether the envelope with this digest was accepted before.
    boolean isRemembered(byte[] digest);

    void remember(byte[] digest, long nowMs);
}
