package org.sotto.crypto.ratchet;

import java.util.List;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.SecretBytes;
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
    ///
    /// Closing wipes the chain key: a chain begins with a message, and no state holds the key from before it.
    record Step(RootKey root, ChainKey chain, HeaderKey nextHeaderKey) implements AutoCloseable {
        @Override
        public void close() {
            chain.close();
        }
    }

    /// HKDF(root, dh, "Sotto1/root", 96) → root ‖ chain key ‖ next header key.
    Step step(SecretBytes dh) {
        List<SecretBytes> keys = Keys.derive(key, dh, INFO, 3);
        return new Step(new RootKey(keys.get(0)), new ChainKey(keys.get(1)), new HeaderKey(keys.get(2)));
    }

    @Override
    public void close() {
        key.close();
    }
}
