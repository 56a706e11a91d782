package org.sotto.client.session;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.agreement.Handshake;
import org.sotto.crypto.agreement.Initiation;
import org.sotto.crypto.agreement.Pqxdh;
import org.sotto.crypto.agreement.PreKeyEnvelope;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.IdentityRecord;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.crypto.ratchet.Decrypted;
import org.sotto.crypto.ratchet.SkippedKey;
import org.sotto.crypto.ratchet.SkippedKeyChanges;
import org.sotto.crypto.ratchet.SkippedKeys;
import org.sotto.crypto.ratchet.TripleRatchet;
import org.sotto.protocol.FirstBlob;
import org.sotto.protocol.Padding;

/// Starts sessions, as initiator from a bundle and as responder from a first blob. The caller runs each call in one
/// transaction and rolls it back if something is thrown.
public final class SessionBuilder {
    private final SessionCipher cipher;
    private final SecureRandom random;

    public SessionBuilder(SessionCipher cipher, SecureRandom random) {
        this.cipher = cipher;
        this.random = random;
    }

    /// Starts a session as initiator; it becomes the active one.
    ///
    /// @param self  the present own identity
    /// @param nowMs own clock corrected by the home server
    /// @throws org.sotto.crypto.CryptoException if the bundle is not the peer's, expired, or not signed
    public void start(SessionStore store, IdentityKeyPair self, Peer peer, PreKeyBundle bundle, long nowMs) {
        bundle.verify(peer.fingerprint(), nowMs);
        List<Session> sessions = store.of(peer.contact());
        long created = SessionRules.createdAfter(sessions, store.endedUpTo(peer.contact()), nowMs);
        sessions.forEach(Session::close);
        try (Initiation initiation = Pqxdh.initiate(self, bundle, nowMs, created, random)) {
            PreKeyEnvelope envelope = initiation.envelope();
            Session.Key key =
                    new Session.Key(peer.contact(), created, self.record().fingerprint(), envelope.digest());
            TripleRatchet ratchet = TripleRatchet.initiator(initiation.handshake(), bundle.signedPreKey());
            try (ratchet) {
                store.add(new Session(
                        0, key, new FirstFlight(envelope, bundle.signedPreKey(), peer.fingerprint()), 0, ratchet));
            }
        }
        deleteSurplus(store, peer.contact());
    }

    /// What a first blob meets: the private prekeys, and the contact whose mailbox it came to.
    ///
    /// @param expected row of the contact that the mailbox was granted to, or null for the public one
    public record Arrival(PreKeyStore preKeys, @Nullable Long expected, Initiators initiators) {}

    /// Knows people by their identities.
    @FunctionalInterface
    public interface Initiators {
        /// The row of the contact who starts a session, made if there is none.
        ///
        /// @param content of the first message: it may say of whom a new identity is
        /// @throws org.sotto.crypto.CryptoException if nobody starts a session with this identity any more
        long contactOf(IdentityRecord initiator, byte[] content);
    }

    /// Opens a first blob: on the session that its envelope has started, or on a new one.
    ///
    /// @throws org.sotto.crypto.CryptoException if it is damaged, replayed, or names a prekey that is not known
    public Opened open(SessionStore store, Arrival arrival, byte[] blob, long nowMs) {
        long preKey = FirstBlob.sealKeyId(blob);
        try (SignedPreKeyPair signed = arrival.preKeys().signedPreKey(preKey);
                IdentityKeyPair self = arrival.preKeys().ownerOf(preKey)) {
            if (signed == null || self == null) {
                throw new RefusedException(Reason.UNKNOWN_PREKEY);
            }
            FirstBlob first = FirstBlob.open(blob, signed, self.record().fingerprint());
            byte[] digest = first.envelope().digest();
            Optional<Session> known = store.byDigest(digest);
            if (known.isPresent()) {
                return openKnown(store, arrival, known.get(), first.ratchetMessage(), nowMs);
            }
            if (store.isRemembered(digest)) {
                throw new RefusedException(Reason.KEY_ALREADY_USED);
            }
            return respond(store, arrival, new Addressed(self, signed), first, nowMs);
        }
    }

    private Opened openKnown(SessionStore store, Arrival arrival, Session session, byte[] message, long nowMs) {
        if (arrival.expected() != null && arrival.expected() != session.key().contact()) {
            session.close();
            throw new RefusedException(Reason.WRONG_IDENTITY);
        }
        return cipher.openWith(store, session, message, nowMs);
    }

    /// The keys that a first blob is for.
    private record Addressed(IdentityKeyPair self, SignedPreKeyPair signed) {}

    private Opened respond(SessionStore store, Arrival arrival, Addressed to, FirstBlob first, long nowMs) {
        PreKeyEnvelope envelope = first.envelope();
        try (OneTimePreKeyPair oneTime = oneTime(arrival.preKeys(), envelope);
                Handshake handshake = Pqxdh.respond(to.self(), envelope, to.signed(), oneTime, nowMs);
                TripleRatchet fresh = TripleRatchet.responder(handshake, to.signed())) {
            Decrypted decrypted = fresh.decrypt(first.ratchetMessage(), NO_KEYS);
            byte[] content = Padding.unpad(decrypted.plaintext());
            Fingerprint initiator = envelope.identity().fingerprint();
            long contact = arrival.initiators().contactOf(envelope.identity(), content);
            if (arrival.expected() != null && arrival.expected() != contact) {
                throw new RefusedException(Reason.WRONG_IDENTITY);
            }
            Session.Key key = new Session.Key(contact, envelope.createdMs(), initiator, envelope.digest());
            accept(store, key, decrypted, nowMs);
            if (envelope.hasOneTime()) {
                arrival.preKeys().deleteOneTimePreKey(envelope.oneTimeId());
            }
            return new Opened.Accepted(key, content, true);
        }
    }

    private static void accept(SessionStore store, Session.Key key, Decrypted decrypted, long nowMs) {
        try (Session session = store.add(new Session(0, key, null, 0, decrypted.next()));
                SkippedKeyChanges changes = decrypted.changes()) {
            store.apply(session.id(), changes, nowMs);
            store.remember(key.digest(), nowMs);
            SessionCipher.noteRival(store, session, nowMs);
        }
        deleteSurplus(store, key.contact());
    }

    private static @Nullable OneTimePreKeyPair oneTime(PreKeyStore preKeys, PreKeyEnvelope envelope) {
        if (!envelope.hasOneTime()) {
            return null;
        }
        OneTimePreKeyPair pair = preKeys.oneTimePreKey(envelope.oneTimeId());
        if (pair == null) {
            throw new RefusedException(Reason.UNKNOWN_PREKEY);
        }
        return pair;
    }

    private static void deleteSurplus(SessionStore store, long contact) {
        List<Session> sessions = store.of(contact);
        SessionRules.surplus(sessions).forEach(store::delete);
        sessions.forEach(Session::close);
    }

    private static final SkippedKeys NO_KEYS = new SkippedKeys() {
        @Override
        public Optional<SkippedKey> find(SkippedKey.Id id) {
            return Optional.empty();
        }

        @Override
        public List<SkippedKey.Id> oldest(SkippedKey.Kind kind, int count) {
            return List.of();
        }

        @Override
        public List<SkippedKey.Id> storedBefore(long timeMs) {
            return List.of();
        }
    };
}
