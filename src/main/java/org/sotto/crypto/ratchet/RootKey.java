package org.sotto.crypto.ratchet;

import org.sotto.crypto.Label;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// The key that every Diffie-Hellman step renews, 32 bytes.
final class RootKey implements AutoCloseable {
    private static final byte[] INFO = Label.ROOT.bytes();

    private final SecretBytes key;

    RootKey(SecretBytes key) {
        this.key = key;
    }

    static RootKey decode(ByteReader in) {
        return new RootKey(Keys.read(in));
    }

    void encode(ByteWriter out) {
        Keys.write(out, key);
    }

    /// What one Diffie-Hellman step gives: the next root, a chain, and the header key of the chain after it.
    record Step(RootKey root, ChainKey chain, HeaderKey nextHeaderKey) {}

    /// HKDF(root, dh, "Sotto1/root", 96) → root ‖ chain key ‖ next header key.
    Step step(SecretBytes dh) {
        byte[] okm = Hkdf.derive(SecretAccess.bytes(key), SecretAccess.bytes(dh), INFO, 3 * Keys.SIZE);
        try (SecretBytes owned = SecretBytes.adopt(okm)) {
            ByteReader in = new ByteReader(SecretAccess.bytes(owned), "root step");
            return new Step(RootKey.decode(in), ChainKey.decode(in), HeaderKey.decode(in));
        }
    }

    @Override
    public void close() {
        key.close();
    }
}
