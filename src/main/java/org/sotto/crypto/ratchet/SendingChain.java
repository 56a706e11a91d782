package org.sotto.crypto.ratchet;

import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// The chain that one sends on: HKs, CKs and Ns.
///
/// @param count messages sent on it, the number of the next one; u32
record SendingChain(HeaderKey headerKey, ChainKey key, long count) implements AutoCloseable {
    static SendingChain decode(ByteReader in) {
        return new SendingChain(HeaderKey.decode(in), ChainKey.decode(in), in.u32());
    }

    void encode(ByteWriter out) {
        headerKey.encode(out);
        key.encode(out);
        out.u32(count);
    }

    SendingChain next() {
        return new SendingChain(headerKey, key.next(), count + 1);
    }

    @Override
    public void close() {
        headerKey.close();
        key.close();
    }
}
