package org.sotto.crypto.primitive;

import java.util.Arrays;

/// What a KEM gives the sender: a ciphertext to send and a 32-byte secret to keep. Closing wipes the secret.
public final class Encapsulated implements AutoCloseable {
    private final byte[] ciphertext;
    private final byte[] sharedSecret;

    /// Takes both arrays themselves.
    Encapsulated(byte[] ciphertext, byte[] sharedSecret) {
        this.ciphertext = ciphertext;
        this.sharedSecret = sharedSecret;
    }

    public byte[] ciphertext() {
        return ciphertext.clone();
    }

    /// The live array, overwritten by [#close()].
    public byte[] sharedSecret() {
        return sharedSecret;
    }

    @Override
    public void close() {
        Arrays.fill(sharedSecret, (byte) 0);
    }

    @Override
    public String toString() {
        return "Encapsulated[" + ciphertext.length + "]";
    }
}
