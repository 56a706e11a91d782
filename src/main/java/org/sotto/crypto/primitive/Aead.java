package org.sotto.crypto.primitive;

import org.sotto.crypto.AuthenticationFailedException;

/// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) by one of two implementations.
public final class Aead {
    /// Size of a key in bytes.
    public static final int KEY = 32;
    /// Size of a nonce in bytes; large enough to be drawn at random.
    public static final int NONCE = 24;
    /// Size in bytes by which a ciphertext is longer than its plaintext.
    public static final int TAG = 16;

    private static final JdkAead JDK = new JdkAead();

    private Aead() {}

    /// Encrypts and authenticates: ciphertext ‖ 16-byte tag.
    ///
    /// @throws IllegalArgumentException if key or nonce has a wrong size
    public static byte[] seal(byte[] key, byte[] nonce, byte[] ad, byte[] plaintext) {
        return seal(Engines.aead(), key, nonce, ad, plaintext);
    }

    static byte[] seal(AeadEngine engine, byte[] key, byte[] nonce, byte[] ad, byte[] plaintext) {
        checkSizes(key, nonce);
        return engine.seal(key, nonce, ad, plaintext);
    }

    /// Checks and decrypts what [#seal] made.
    ///
    /// @throws AuthenticationFailedException if any bit of any input differs
    /// @throws IllegalArgumentException if key or nonce has a wrong size
    public static byte[] open(byte[] key, byte[] nonce, byte[] ad, byte[] ciphertext) {
        return open(Engines.aead(), key, nonce, ad, ciphertext);
    }

    static byte[] open(AeadEngine engine, byte[] key, byte[] nonce, byte[] ad, byte[] ciphertext) {
        if (ciphertext.length < TAG) {
            throw new AuthenticationFailedException();
        }
        checkSizes(key, nonce);
        return engine.open(key, nonce, ad, ciphertext);
    }

    /// XChaCha20 without a tag, block counter from 0: its own inverse. For data that is authenticated elsewhere.
    ///
    /// @throws IllegalArgumentException if key or nonce has a wrong size
    public static byte[] stream(byte[] key, byte[] nonce, byte[] in) {
        checkSizes(key, nonce);
        return JDK.stream(key, nonce, in);
    }

    private static void checkSizes(byte[] key, byte[] nonce) {
        if (key.length != KEY || nonce.length != NONCE) {
            throw new IllegalArgumentException("XChaCha20 takes a key of 32 and a nonce of 24 bytes");
        }
    }
}
