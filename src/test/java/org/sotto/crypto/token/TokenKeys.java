package org.sotto.crypto.token;

import org.sotto.support.Vectors;
import org.sotto.wire.ByteWriter;

/// The key of the RFC's vectors: making one takes long.
final class TokenKeys {
    static final Vectors RFC = Vectors.of("rfc9578-type2.json");

    private TokenKeys() {}

    static byte[] stored() {
        return new ByteWriter(257)
                .u8(5)
                .bytes(RFC.bytes("p"))
                .bytes(RFC.bytes("q"))
                .toByteArray();
    }
}
