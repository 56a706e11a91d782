package org.sotto.crypto.ratchet;

import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// A receiving chain whose successor has begun, for as long as keys of it are stored.
record OldChain(long number, HeaderKey headerKey) implements AutoCloseable {
    static OldChain decode(ByteReader in) {
        return new OldChain(in.u32(), HeaderKey.decode(in));
    }

    void encode(ByteWriter out) {
        out.u32(number);
        headerKey.encode(out);
    }

    SkippedKey.Id id(long index) {
        return new SkippedKey.Id(SkippedKey.Kind.CLASSICAL, number, index);
    }

    @Override
    public void close() {
        headerKey.close();
    }
}
