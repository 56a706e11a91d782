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
    record Step(ReceivingChain next, SecretBytes messageKey) {
        /// The step after this one. No state will hold the chain key between the two: it is wiped.
        Step onward() {
            try (ChainKey _ = next.key) {
                return next.step();
            }
        }
    }

    private Step step() {
        return new Step(new ReceivingChain(number, headerKey, key.next(), count + 1), key.messageKey());
    }

    /// Stores the keys of the messages before `index`, and steps over it. The caller has checked the limit.
    Step open(long index, KeyJournal journal) {
        Step step = step();
        for (long at = count; at < index; at++) {
            journal.add(id(at), step.messageKey());
            step = step.onward();
        }
        return step;
    }

    /// Stores the keys of the messages before `length`; the chain ends there.
    void closeAt(long length, KeyJournal journal) {
        if (count < length) {
            Step last = open(length - 1, journal);
            journal.add(id(length - 1), last.messageKey());
            last.next().key().close();
        }
    }

    @Override
    public void close() {
        headerKey.close();
        key.close();
    }
}
