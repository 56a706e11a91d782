package org.sotto.crypto.ratchet;

import org.jspecify.annotations.Nullable;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// The sending chains of the post-quantum half: the one in use, and its successor from the moment that it is known
/// until the first send under it, which deletes its predecessor.
///
/// @param epoch KE of the chain in use; u32
/// @param previous KPN, the messages sent under the epoch before; u32
record PqSending(long epoch, PqChain chain, @Nullable PqChain next, long previous) implements AutoCloseable {
    static PqSending decode(ByteReader in) {
        return new PqSending(in.u32(), PqChain.decode(in), in.flag() ? PqChain.decode(in) : null, in.u32());
    }

    void encode(ByteWriter out) {
        chain.encode(out.u32(epoch));
        out.flag(next != null);
        if (next != null) {
            next.encode(out);
        }
        out.u32(previous);
    }

    PqSending add(PqChain added) {
        if (next != null) {
            throw new IllegalStateException("an epoch was added before its predecessor was used");
        }
        return new PqSending(epoch, chain, added, previous);
    }

    /// The state in which `keyEpoch` is in use.
    PqSending under(long keyEpoch) {
        if (keyEpoch == epoch) {
            return this;
        }
        if (next == null || keyEpoch != epoch + 1) {
            throw new IllegalStateException("key epochs advance by one, to a known one");
        }
        return new PqSending(keyEpoch, next, null, chain.count());
    }

    PqSending with(PqChain advanced) {
        return new PqSending(epoch, advanced, next, previous);
    }

    @Override
    public void close() {
        chain.close();
        if (next != null) {
            next.close();
        }
    }
}
