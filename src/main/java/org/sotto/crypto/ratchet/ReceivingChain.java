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

    /// Stores the keys up to, not including, `index`. The caller has checked the limit.
    ReceivingChain skipTo(long index, KeyJournal journal) {
        ReceivingChain at = this;
        while (at.count < index) {
            journal.add(id(at.count), at.key.messageKey());
            at = at.advance();
        }
        return at;
    }

    /// The key of the next message.
    SecretBytes messageKey() {
        return key.messageKey();
    }

    ReceivingChain advance() {
        return new ReceivingChain(number, headerKey, key.next(), count + 1);
    }

    @Override
    public void close() {
        headerKey.close();
        key.close();
    }
}
