package org.sotto.client.session;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.ratchet.Decrypted;
import org.sotto.crypto.ratchet.Encrypted;
import org.sotto.crypto.ratchet.SkippedKeyChanges;
import org.sotto.protocol.Blob;
import org.sotto.protocol.FirstBlob;
import org.sotto.protocol.Padding;
import org.sotto.protocol.PaddingStrategy;
import org.sotto.protocol.compression.Compression;

/// Makes blobs for a contact and opens a contact's blobs, with the sessions in a store. The caller runs each call in
/// one transaction and rolls it back if something is thrown: a refused blob changes nothing.
public final class SessionCipher {
    private final SecureRandom random;

    public SessionCipher(SecureRandom random) {
        this.random = random;
    }

    /// Whether a new session must start before something can be sent to a contact.
    public boolean needsStart(SessionStore store, long contact, long nowMs, boolean mayRestart) {
        List<Session> sessions = store.of(contact);
        try {
            return SessionRules.needsStart(sessions, nowMs, mayRestart);
        } finally {
            sessions.forEach(Session::close);
        }
    }

    /// Whether the next message would be an ordinary blob: the peer has spoken on the active session.
    public boolean sendsOrdinary(SessionStore store, long contact) {
        List<Session> sessions = store.of(contact);
        try {
            return SessionRules.active(sessions)
                    .map(active -> !active.isUnanswered())
                    .orElse(false);
        } finally {
            sessions.forEach(Session::close);
        }
    }

    /// Encrypts on the active session; before an answer, the envelope goes along.
    ///
    /// @param compression none, unless the size may depend on what the content says (section 6)
    public Outgoing encrypt(SessionStore store, long contact, byte[] content, Compression compression) {
        List<Session> sessions = store.of(contact);
        try {
            Session active = SessionRules.active(sessions)
                    .orElseThrow(() -> new IllegalStateException("nothing is sent without a session"));
            FirstFlight flight = active.firstFlight();
            byte[] plaintext = Padding.pad(content, PaddingStrategy.BUCKET, flight != null, compression);
            Encrypted encrypted = active.ratchet().encrypt(plaintext, random);
            store.update(active.withRatchet(encrypted.next()));
            encrypted.next().close();
            byte[] message = encrypted.message();
            if (flight == null) {
                return new Outgoing(message, Blob.Type.ORDINARY, active.id(), Outgoing.ALWAYS);
            }
            byte[] blob = FirstBlob.seal(flight.peer(), flight.peerKey(), flight.envelope(), message, random);
            return new Outgoing(blob, Blob.Type.FIRST, active.id(), flight.leaveByMs());
        } finally {
            sessions.forEach(Session::close);
        }
    }

    /// Opens an ordinary blob: tries the active session first, then the others.
    ///
    /// @throws org.sotto.crypto.CryptoException if it is of no session, damaged, or was opened before
    public Opened open(SessionStore store, long contact, byte[] blob, long nowMs) {
        List<Session> sessions = store.of(contact);
        try {
            for (Session session : SessionRules.trials(sessions)) {
                Optional<Opened> opened = attempt(store, session, blob, nowMs);
                if (opened.isPresent()) {
                    return opened.get();
                }
            }
        } finally {
            sessions.forEach(Session::close);
        }
        throw new RefusedException(Reason.NO_HEADER_KEY);
    }

    /// Opens a message of this session, which a first blob names by its envelope.
    Opened openWith(SessionStore store, Session session, byte[] message, long nowMs) {
        try (session) {
            return attempt(store, session, message, nowMs)
                    .orElseThrow(() -> new RefusedException(Reason.NO_HEADER_KEY));
        }
    }

    private Optional<Opened> attempt(SessionStore store, Session session, byte[] message, long nowMs) {
        @Nullable Decrypted decrypted;
        try {
            decrypted = session.ratchet().decrypt(message, store.skippedKeys(session.id()));
        } catch (RefusedException e) {
            return switch (e.reason()) {
                case NO_HEADER_KEY -> Optional.empty();
                case JUMP_TOO_FAR -> Optional.of(jump(store, session));
                default -> throw e;
            };
        }
        byte[] content = Padding.unpad(decrypted.plaintext());
        store.update(session.answered(decrypted.next()));
        try (SkippedKeyChanges changes = decrypted.changes()) {
            store.apply(session.id(), changes, nowMs);
        }
        decrypted.next().close();
        noteRival(store, session, nowMs);
        return Optional.of(new Opened.Accepted(session.key(), content, false));
    }

    private static Opened jump(SessionStore store, Session session) {
        List<Session> sessions = store.of(session.key().contact());
        try {
            boolean isActive = SessionRules.active(sessions)
                    .map(active -> active.id() == session.id())
                    .orElse(false);
            return new Opened.JumpTooFar(
                    session.key().contact(), isActive && session.ratchet().turnsOnSend());
        } finally {
            sessions.forEach(Session::close);
        }
    }

    /// The peer has spoken on `session`; if another one is active and unanswered, the hour of section 3 starts.
    static void noteRival(SessionStore store, Session session, long nowMs) {
        List<Session> sessions = store.of(session.key().contact());
        SessionRules.active(sessions)
                .filter(active -> active.id() != session.id())
                .filter(active -> active.isUnanswered() && active.rivalSinceMs() == 0)
                .ifPresent(active -> store.update(active.withRivalSince(nowMs)));
        sessions.forEach(Session::close);
    }
}
