package org.sotto.crypto.ratchet;

import org.sotto.crypto.key.SecretBytes;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// The chain that the peer sends on: HKr, CKr and Nr.
///
/// @param number running number of the chain within the session, by which its stored keys are known; u32
/// @param count number of the next message that is expected; u32
record ReceivingChain(long number, HeaderKey headerKey, ChainKey key, long count) implements AutoCloseable {
    static ReceivingChain decode(ByteReader in) {
        return new ReceivingChain(in.u32(), HeaderKey.decode(in), ChainKey.decode(in), in.u32());
    }

    void encode(ByteWriter out) {
        out.u32(number);
        headerKey.encode(out);
        key.encode(out);
        out.u32(count);
    }

    SkippedKey.Id id(long index) {
        return new SkippedKey.Id(SkippedKey.Kind.CLASSICAL, number, index);
    }

    /// The chain after a message, and the message's key, which is the receiver's to close.
    record Step(ReceivingChain next, SecretBytes messageKey) {}

    /// Stores the keys of the messages before `index`, and steps over it. The caller has checked the limit.
    Step open(long index, KeyJournal journal) {
        ReceivingChain at = skipTo(index, journal);
        Step step = new Step(at.advance(), at.key.messageKey());
        at.wipeOnTheWay(this);
        return step;
    }

    /// Stores the keys of the messages before `index`; the chain ends there.
    void closeAt(long index, KeyJournal journal) {
        skipTo(index, journal).wipeOnTheWay(this);
    }

    private ReceivingChain skipTo(long index, KeyJournal journal) {
        ReceivingChain at = this;
        while (at.count < index) {
            journal.add(id(at.count), at.key.messageKey());
            ReceivingChain next = at.advance();
            at.wipeOnTheWay(this);
            at = next;
        }
        return at;
    }

    /// No state holds a chain key that was only stepped over: nobody would wipe it later.
    private void wipeOnTheWay(ReceivingChain from) {
        if (this != from) {
            key.close();
        }
    }

    private ReceivingChain advance() {
        return new ReceivingChain(number, headerKey, key.next(), count + 1);
    }

    @Override
    public void close() {
        headerKey.close();
        key.close();
    }
}
