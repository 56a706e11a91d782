package org.sotto.crypto.ratchet;

import org.jspecify.annotations.Nullable;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// Everything about sending in the double ratchet but the turn.
///
/// @param chain none before the first turn
/// @param previous PN, the length of the chain before it; u32
/// @param nextHeaderKey NHKs, for the chain after it
record SendingSide(@Nullable SendingChain chain, long previous, HeaderKey nextHeaderKey) implements AutoCloseable {
    static SendingSide decode(ByteReader in) {
        SendingChain chain = in.flag() ? SendingChain.decode(in) : null;
        return new SendingSide(chain, in.u32(), HeaderKey.decode(in));
    }

    void encode(ByteWriter out) {
        out.flag(chain != null);
        if (chain != null) {
            chain.encode(out);
        }
        out.u32(previous);
        nextHeaderKey.encode(out);
    }

    /// A new chain under the header key that was announced for it.
    SendingSide turn(RootKey.Step step) {
        long sent = chain == null ? 0 : chain.count();
        return new SendingSide(new SendingChain(nextHeaderKey, step.chain(), 0), sent, step.nextHeaderKey());
    }

    SendingSide with(SendingChain next) {
        return new SendingSide(next, previous, nextHeaderKey);
    }

    @Override
    public void close() {
        if (chain != null) {
            chain.close();
        }
        nextHeaderKey.close();
    }
}
