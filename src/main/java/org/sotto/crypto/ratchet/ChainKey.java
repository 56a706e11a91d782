package org.sotto.crypto.ratchet;

import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Mac;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// One step of a symmetric chain, 32 bytes. Message key and next chain key come from distinct inputs, so that neither
/// tells the other.
final class ChainKey implements AutoCloseable {
    private static final byte[] MESSAGE = {0x01};
    private static final byte[] NEXT = {0x02};

    private final SecretBytes key;

    ChainKey(SecretBytes key) {
        this.key = key;
    }

    static ChainKey decode(ByteReader in) {
        return new ChainKey(Keys.read(in));
    }

    void encode(ByteWriter out) {
        Keys.write(out, key);
    }

    /// mk = MAC(ck, 0x01).
    SecretBytes messageKey() {
        return SecretBytes.adopt(Mac.hmacSha256(SecretAccess.bytes(key), MESSAGE));
    }

    /// ck' = MAC(ck, 0x02).
    ChainKey next() {
        return new ChainKey(SecretBytes.adopt(Mac.hmacSha256(SecretAccess.bytes(key), NEXT)));
    }

    @Override
    public void close() {
        key.close();
    }
}
