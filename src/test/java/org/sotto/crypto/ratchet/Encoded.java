package org.sotto.crypto.ratchet;

import java.util.function.Consumer;
import org.sotto.wire.ByteWriter;

/// The bytes that a part of the session's state writes.
final class Encoded {
    private Encoded() {}

    static byte[] of(Consumer<ByteWriter> encode) {
        ByteWriter out = new ByteWriter(64);
        encode.accept(out);
        return out.toByteArray();
    }
}
