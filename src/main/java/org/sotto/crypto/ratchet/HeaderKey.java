package org.sotto.crypto.ratchet;

import org.jspecify.annotations.Nullable;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Aead;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// Encrypts the headers of one chain, 32 bytes. Whoever holds it can tell that a message belongs to the chain.
final class HeaderKey implements AutoCloseable {
    private final SecretBytes key;

    HeaderKey(SecretBytes key) {
        this.key = key;
    }

    static HeaderKey decode(ByteReader in) {
        return new HeaderKey(Keys.read(in));
    }

    void encode(ByteWriter out) {
        Keys.write(out, key);
    }

    byte[] seal(byte[] nonce, byte[] ad, byte[] header) {
        return Aead.seal(SecretAccess.bytes(key), nonce, ad, header);
    }

    /// The header, or null if it was not sealed under this key.
    byte @Nullable [] open(byte[] nonce, byte[] ad, byte[] sealed) {
        try {
            return Aead.open(SecretAccess.bytes(key), nonce, ad, sealed);
        } catch (AuthenticationFailedException e) {
            return null;
        }
    }

    @Override
    public void close() {
        key.close();
    }
}
