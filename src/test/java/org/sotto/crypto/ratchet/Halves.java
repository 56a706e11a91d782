package org.sotto.crypto.ratchet;

import org.sotto.support.Party;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// A session's bytes, taken apart: what whoever has stolen them can work with.
record Halves(byte[] transcript, DoubleRatchet classical, PqChains chains, Scka scka) {
    private static final int TRANSCRIPT_SIZE = 64;

    static Halves of(Party party) {
        ByteReader in = new ByteReader(party.session(), "session");
        in.bytes(2);
        return new Halves(in.bytes(TRANSCRIPT_SIZE), DoubleRatchet.decode(in), PqChains.decode(in), Scka.decode(in));
    }

    /// What the side sends on.
    SendingSide sending() {
        ByteReader in = reader(classical::encode);
        RootKey.decode(in);
        Turn.decode(in);
        return SendingSide.decode(in);
    }

    /// The double ratchet as the peer would have it, as far as one side's state tells: it opens what that side sends
    /// on its chain. The key of the peer's next chain is not in it.
    DoubleRatchet mirroredClassical() {
        RootKey root = RootKey.decode(reader(classical::encode));
        SendingSide sending = sending();
        SendingChain chain = sending.chain();
        ReceivingChain heard =
                chain == null ? null : new ReceivingChain(0, chain.headerKey(), chain.key(), chain.count());
        ReceivingSide mirrored =
                new ReceivingSide(heard, java.util.List.of(), StoredCounts.EMPTY, sending.nextHeaderKey());
        return DoubleRatchet.decode(reader(out -> {
            root.encode(out);
            new Turn.Ours(new byte[Keys.SIZE]).encode(out);
            new SendingSide(null, 0, sending.nextHeaderKey()).encode(out);
            mirrored.encode(out);
        }));
    }

    /// The chains as the peer would have them: what one side sends on is what the other receives on. Only the receiving
    /// part is for use.
    PqChains mirroredChains() {
        ByteReader in = reader(chains::encode);
        byte[] root = in.bytes(Keys.SIZE);
        PqSending sending = PqSending.decode(in);
        PqReceiving receiving = PqReceiving.decode(in);
        return PqChains.decode(reader(out -> {
            out.bytes(root);
            new PqSending(receiving.epoch(), receiving.chain(), null, 0).encode(out);
            new PqReceiving(sending.epoch(), sending.chain(), sending.next(), StoredCounts.EMPTY).encode(out);
        }));
    }

    private static ByteReader reader(java.util.function.Consumer<ByteWriter> content) {
        ByteWriter out = new ByteWriter(64);
        content.accept(out);
        return new ByteReader(out.toByteArray(), "mirror");
    }
}
