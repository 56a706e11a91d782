package org.sotto.crypto.ratchet;

import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.crypto.InvalidPublicKeyException;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.agreement.Handshake;
import org.sotto.crypto.agreement.Role;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.key.SignedPreKey;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// One side of a session: the double ratchet and the post-quantum ratchet, both of which key every message.
///
/// An immutable state: a transition returns the next one and leaves this one as it is, so a refused message has changed
/// nothing. States that follow from one another share keys; [#close()] wipes them for all, so it is for the end of an
/// operation, when the next state has been encoded and stored.
public final class TripleRatchet implements AutoCloseable {
    /// Bytes that [#encode()] gives at most.
    public static final int MAX_ENCODED = 8 * 1024;

    private static final int VERSION = 2;
    private static final int TRANSCRIPT_SIZE = 64;
    private static final int USUAL_ENCODED = 4 * 1024;

    private final byte[] transcript;
    private final DoubleRatchet classical;
    private final PqChains chains;
    private final Scka scka;

    private TripleRatchet(byte[] transcript, DoubleRatchet classical, PqChains chains, Scka scka) {
        this.transcript = transcript;
        this.classical = classical;
        this.chains = chains;
        this.scka = scka;
    }

    /// The initiator's state before its first message.
    ///
    /// @param peer the signed prekey of the bundle
    public static TripleRatchet initiator(Handshake handshake, SignedPreKey peer) {
        require(handshake.role() == Role.INITIATOR);
        return start(handshake, DoubleRatchet.initiator(handshake, peer.x25519()));
    }

    /// The responder's state before it opens the initiator's first message.
    ///
    /// @param own the signed prekey that the envelope names
    public static TripleRatchet responder(Handshake handshake, SignedPreKeyPair own) {
        require(handshake.role() == Role.RESPONDER);
        DhKeyPair pair = new DhKeyPair(Keys.copy(own.x25519()), own.record().x25519());
        return start(handshake, DoubleRatchet.responder(handshake, pair));
    }

    private static TripleRatchet start(Handshake handshake, DoubleRatchet classical) {
        PqChains chains = PqChains.start(handshake.role(), handshake.postQuantumKey());
        return new TripleRatchet(handshake.transcript(), classical, chains, Scka.start(handshake));
    }

    /// @param plaintext padded, any length
    /// @throws RefusedException CANNOT_SEND_YET for a responder that has not opened a message
    public Encrypted encrypt(byte[] plaintext, SecureRandom random) {
        DoubleRatchet.Sent ec = classical.send(random);
        Scka.Sent agreed = scka.send(random);
        PqChains.Sent pq =
                withAdded(chains.under(agreed.keyEpoch()), agreed.added()).send();
        try (SecretBytes classicalKey = ec.messageKey();
                SecretBytes pqKey = pq.key();
                SecretBytes key = MessageKey.combine(pqKey, classicalKey, pq.epoch(), pq.index(), ec.index())) {
            MessageHeader header = new MessageHeader(
                    ec.dhKey(), ec.previous(), ec.index(), pq.epoch(), pq.index(), pq.previous(), agreed.part());
            byte[] message = RatchetMessage.seal(transcript, ec.headerKey(), header, key, plaintext, random);
            return new Encrypted(new TripleRatchet(transcript, ec.next(), pq.next(), agreed.next()), message);
        }
    }

    /// Opens a message. Draws no randomness: the same state and message give the same result again. Whatever it throws,
    /// nothing has changed.
    ///
    /// @param keys the session's stored keys
    /// @throws MalformedException if the bytes, or an authentic header, have not their layout
    /// @throws RefusedException if no header key opens the header, the key was used before, or the numbers are not
    ///     those of an honest peer. JUMP_TOO_FAR is only thrown for an authentic header; a reply repairs it if
    ///     [#turnsOnSend()], and a new session otherwise
    /// @throws AuthenticationFailedException if body or part are not what was sealed
    /// @throws InvalidPublicKeyException for a key in an authentic header that no honest peer has
    public Decrypted decrypt(byte[] message, SkippedKeys keys) {
        RatchetMessage parsed = RatchetMessage.parse(message, transcript);
        try (KeyJournal journal = new KeyJournal(keys)) {
            DoubleRatchet.Received ec = classical.receive(parsed, journal);
            MessageHeader header = ec.header();
            byte[] plaintext;
            PqChains.Received pq;
            try (SecretBytes classicalKey = ec.messageKey()) {
                pq = chains.receive(header, journal);
                plaintext = open(parsed, header, classicalKey, pq.key());
            }
            Scka.Received agreed = scka.receive(header.part(), header.epoch() + 1);
            PqChains nextChains = withAdded(pq.next(), agreed.added());
            TripleRatchet next = new TripleRatchet(transcript, ec.next(), nextChains, agreed.next());
            return new Decrypted(next, plaintext, journal.changes());
        }
    }

    private static byte[] open(
            RatchetMessage message, MessageHeader header, SecretBytes classicalKey, SecretBytes pqKey) {
        try (pqKey;
                SecretBytes key =
                        MessageKey.combine(pqKey, classicalKey, header.epoch(), header.epochIndex(), header.index())) {
            return message.openBody(key);
        }
    }

    private PqChains withAdded(PqChains to, @Nullable EpochSecret added) {
        if (added == null) {
            return to;
        }
        try (added) {
            return to.add(scka.role(), added);
        }
    }

    /// Gives up the keys that have been stored for more than 30 days. The ratchet has no clock: the store calls this.
    public Expired expire(SkippedKeys keys, long nowMs) {
        List<SkippedKey.Id> old = keys.storedBefore(nowMs - SkippedKeys.MAX_AGE_MS);
        DoubleRatchet nextClassical = classical;
        PqChains nextChains = chains;
        for (SkippedKey.Id id : old) {
            switch (id.kind()) {
                case CLASSICAL -> nextClassical = nextClassical.forget(id);
                case POST_QUANTUM -> nextChains = nextChains.forget(id);
            }
        }
        TripleRatchet next = new TripleRatchet(transcript, nextClassical, nextChains, scka);
        return new Expired(next, new SkippedKeyChanges(List.of(), old));
    }

    /// T, 64 bytes: names the session on both sides.
    public byte[] transcript() {
        return transcript.clone();
    }

    public Role role() {
        return scka.role();
    }

    /// Whether the next message that is sent makes a fresh Diffie-Hellman key, and so gives the peer a new chain to
    /// answer on.
    public boolean turnsOnSend() {
        return classical.turnsOnSend();
    }

    /// All but the stored keys, at most [#MAX_ENCODED] bytes. Secret: to be stored encrypted.
    public byte[] encode() {
        ByteWriter out = new ByteWriter(USUAL_ENCODED);
        out.u8(VERSION).u8(scka.role().code()).bytes(transcript);
        classical.encode(out);
        chains.encode(out);
        scka.encode(out);
        return out.take();
    }

    /// @throws MalformedException for anything that [#encode()] does not give
    public static TripleRatchet decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes, "session");
        in.expect(VERSION, Kind.WRONG_VERSION);
        Role role = Role.decode(in);
        TripleRatchet state = new TripleRatchet(
                in.bytes(TRANSCRIPT_SIZE), DoubleRatchet.decode(in), PqChains.decode(in), Scka.decode(in));
        in.end();
        if (state.role() != role) {
            throw new MalformedException(Kind.OUT_OF_RANGE, "session");
        }
        return state;
    }

    @Override
    public void close() {
        classical.close();
        chains.close();
        scka.close();
    }

    private static void require(boolean role) {
        if (!role) {
            throw new IllegalArgumentException("the handshake is the other side's");
        }
    }
}
