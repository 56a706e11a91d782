package org.sotto.crypto.ratchet;

import java.security.SecureRandom;
import org.sotto.crypto.InvalidPublicKeyException;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.X25519;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// An X25519 key pair of the double ratchet: private 32 ‖ public 32.
final class DhKeyPair implements AutoCloseable {
    private final SecretBytes privateKey;
    private final byte[] publicKey;

    /// @param privateKey owned by the pair from here on
    DhKeyPair(SecretBytes privateKey, byte[] publicKey) {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
    }

    static DhKeyPair generate(SecureRandom random) {
        byte[] privateKey = X25519.generatePrivate(random);
        return new DhKeyPair(SecretBytes.adopt(privateKey), X25519.publicKey(privateKey));
    }

    static DhKeyPair decode(ByteReader in) {
        return new DhKeyPair(Keys.read(in), in.bytes(Keys.SIZE));
    }

    void encode(ByteWriter out) {
        Keys.write(out, privateKey);
        out.bytes(publicKey);
    }

    /// The live array; not to be changed.
    byte[] publicKey() {
        return publicKey;
    }

    /// @throws InvalidPublicKeyException if no honest party has this public key
    SecretBytes agree(byte[] peer) {
        return SecretBytes.adopt(X25519.agree(SecretAccess.bytes(privateKey), peer));
    }

    @Override
    public void close() {
        privateKey.close();
    }
}
