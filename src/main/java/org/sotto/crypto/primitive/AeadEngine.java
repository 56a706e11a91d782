package org.sotto.crypto.primitive;

import org.sotto.crypto.AuthenticationFailedException;

/// One implementation of XChaCha20-Poly1305 behind [Aead], which has checked sizes.
sealed interface AeadEngine permits JdkAead, SodiumAead {
    byte[] seal(byte[] key, byte[] nonce, byte[] ad, byte[] plaintext);

    /// @throws AuthenticationFailedException if any bit of any input differs
    byte[] open(byte[] key, byte[] nonce, byte[] ad, byte[] ciphertext);
}
