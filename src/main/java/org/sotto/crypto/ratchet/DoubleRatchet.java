package org.sotto.crypto.ratchet;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.agreement.Handshake;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// Signal's Double Ratchet (revision 4, section 4: with header encryption), as an immutable state. Section 4 of
/// docs/protocol.md.
///
/// One departure: the Diffie-Hellman step that follows a received one is deferred to the next send (see [Turn]).
final class DoubleRatchet implements AutoCloseable {
    private final RootKey root;
    private final Turn turn;
    private final SendingSide sending;
    private final ReceivingSide receiving;

    private DoubleRatchet(RootKey root, Turn turn, SendingSide sending, ReceivingSide receiving) {
        this.root = root;
        this.turn = turn;
        this.sending = sending;
        this.receiving = receiving;
    }

    static DoubleRatchet initiator(Handshake handshake, byte[] peerSignedPreKey) {
        return new DoubleRatchet(
                new RootKey(Keys.copy(handshake.root())),
                new Turn.Ours(peerSignedPreKey),
                new SendingSide(null, 0, new HeaderKey(Keys.copy(handshake.headerKey()))),
                ReceivingSide.start(new HeaderKey(Keys.copy(handshake.nextHeaderKey()))));
    }

    static DoubleRatchet responder(Handshake handshake, DhKeyPair signedPreKey) {
        return new DoubleRatchet(
                new RootKey(Keys.copy(handshake.root())),
                new Turn.Theirs(signedPreKey),
                new SendingSide(null, 0, new HeaderKey(Keys.copy(handshake.nextHeaderKey()))),
                ReceivingSide.start(new HeaderKey(Keys.copy(handshake.headerKey()))));
    }

    static DoubleRatchet decode(ByteReader in) {
        return new DoubleRatchet(RootKey.decode(in), Turn.decode(in), SendingSide.decode(in), ReceivingSide.decode(in));
    }

    void encode(ByteWriter out) {
        root.encode(out);
        turn.encode(out);
        sending.encode(out);
        receiving.encode(out);
    }

    /// What a message needs of this half; `messageKey` is the receiver's to close.
    record Sent(
            DoubleRatchet next, HeaderKey headerKey, byte[] dhKey, long previous, long index, SecretBytes messageKey) {}

    /// @throws RefusedException CANNOT_SEND_YET for a responder that has not opened a message
    Sent send(SecureRandom random) {
        return switch (turn) {
            case Turn.Ours ours -> sendTurned(ours, random);
            case Turn.Theirs theirs -> sendOn(sending.chain(), theirs.own());
        };
    }

    /// Whether the next send makes a fresh Diffie-Hellman key.
    boolean turnsOnSend() {
        return turn instanceof Turn.Ours;
    }

    private Sent sendTurned(Turn.Ours ours, SecureRandom random) {
        DhKeyPair own = DhKeyPair.generate(random);
        try (SecretBytes dh = own.agree(ours.peerKey());
                RootKey.Step step = root.step(dh)) {
            SendingSide side = sending.turn(step);
            return new DoubleRatchet(step.root(), new Turn.Theirs(own), side, receiving).sendOn(side.chain(), own);
        }
    }

    private Sent sendOn(@Nullable SendingChain chain, DhKeyPair own) {
        if (chain == null) {
            throw new RefusedException(Reason.CANNOT_SEND_YET);
        }
        DoubleRatchet next = new DoubleRatchet(root, turn, sending.with(chain.next()), receiving);
        return new Sent(
                next,
                chain.headerKey(),
                own.publicKey(),
                sending.previous(),
                chain.count(),
                chain.key().messageKey());
    }

    /// What a message tells this half; `messageKey` is the receiver's to close.
    record Received(DoubleRatchet next, MessageHeader header, SecretBytes messageKey) {}

    /// Tries the header keys in their order: the current chain, the next one (only if the peer is to turn), the old
    /// ones, newest first.
    ///
    /// @throws RefusedException NO_HEADER_KEY, JUMP_TOO_FAR, KEY_ALREADY_USED or OUT_OF_ORDER
    Received receive(RatchetMessage message, KeyJournal journal) {
        ReceivingChain current = receiving.current();
        byte @Nullable [] header = current == null ? null : message.openHeader(current.headerKey());
        if (current != null && header != null) {
            return fromCurrent(current, MessageHeader.decode(header), journal);
        }
        if (turn instanceof Turn.Theirs theirs) {
            header = message.openHeader(receiving.nextHeaderKey());
            if (header != null) {
                return fromNext(theirs, MessageHeader.decode(header), journal);
            }
        }
        for (OldChain chain : receiving.old()) {
            header = message.openHeader(chain.headerKey());
            if (header != null) {
                MessageHeader late = MessageHeader.decode(header);
                return stored(chain.id(late.index()), late, journal);
            }
        }
        throw new RefusedException(Reason.NO_HEADER_KEY);
    }

    private Received fromCurrent(ReceivingChain chain, MessageHeader header, KeyJournal journal) {
        long skipped = header.index() - chain.count();
        if (skipped < 0) {
            return stored(chain.id(header.index()), header, journal);
        }
        if (skipped > RatchetLimits.MAX_SKIP) {
            throw new RefusedException(Reason.JUMP_TOO_FAR);
        }
        ReceivingChain.Step step = chain.open(header.index(), journal);
        ReceivingSide next = receiving.advanced(step.next(), (int) skipped, journal);
        return new Received(with(next), header, step.messageKey());
    }

    private Received stored(SkippedKey.Id id, MessageHeader header, KeyJournal journal) {
        SecretBytes key = journal.take(id);
        return new Received(with(receiving.without(id)), header, key);
    }

    /// The peer has turned: closes the current chain and follows.
    private Received fromNext(Turn.Theirs turn, MessageHeader header, KeyJournal journal) {
        StoredCounts counts = closeCurrent(header, journal);
        try (SecretBytes dh = turn.own().agree(header.dhKey());
                RootKey.Step step = root.step(dh)) {
            ReceivingChain chain = new ReceivingChain(nextNumber(), receiving.nextHeaderKey(), step.chain(), 0);
            ReceivingChain.Step opened = chain.open(header.index(), journal);
            StoredCounts more = counts.plus(chain.number(), (int) header.index());
            ReceivingSide side = receiving.turned(opened.next(), more, step.nextHeaderKey(), journal);
            DoubleRatchet next = new DoubleRatchet(step.root(), new Turn.Ours(header.dhKey()), sending, side);
            return new Received(next, header, opened.messageKey());
        }
    }

    /// Stores the rest of the current chain, up to PN; gives it up if that and the new chain's jump together pass the
    /// limit.
    private StoredCounts closeCurrent(MessageHeader header, KeyJournal journal) {
        ReceivingChain current = receiving.current();
        long rest = header.previous() - (current == null ? 0 : current.count());
        if (rest < 0 || (current == null && rest != 0)) {
            throw new RefusedException(Reason.OUT_OF_ORDER);
        }
        if (header.index() > RatchetLimits.MAX_SKIP) {
            throw new RefusedException(Reason.JUMP_TOO_FAR);
        }
        if (current == null || rest + header.index() > RatchetLimits.MAX_SKIP) {
            return receiving.counts();
        }
        current.closeAt(header.previous(), journal);
        return receiving.counts().plus(current.number(), (int) rest);
    }

    private long nextNumber() {
        ReceivingChain current = receiving.current();
        return current == null ? 0 : current.number() + 1;
    }

    /// The state without stored keys that have expired.
    DoubleRatchet forget(SkippedKey.Id id) {
        return with(receiving.without(id));
    }

    private DoubleRatchet with(ReceivingSide next) {
        return new DoubleRatchet(root, turn, sending, next);
    }

    /// Wipes the keys, also those that a state before or after shares with this one.
    @Override
    public void close() {
        root.close();
        turn.close();
        sending.close();
        receiving.close();
    }
}
