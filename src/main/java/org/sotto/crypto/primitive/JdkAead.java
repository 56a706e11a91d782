package org.sotto.crypto.primitive;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.sotto.crypto.AuthenticationFailedException;

/// HChaCha20 here, the rest by the JDK's ChaCha20-Poly1305 (RFC 8439), whose bulk speed is about five times that of a
/// pure Java one.
record JdkAead() implements AeadEngine {
    // named, so that no other installed provider takes its place; a new Cipher of it costs 0.14 µs
    private static final Provider JDK = Security.getProvider("SunJCE");
    private static final int SUBKEY_NONCE = 16;

    @Override
    public byte[] seal(byte[] key, byte[] nonce, byte[] ad, byte[] plaintext) {
        try {
            return aead(Cipher.ENCRYPT_MODE, key, nonce, ad, plaintext);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("encryption checks no tag", e);
        }
    }

    @Override
    public byte[] open(byte[] key, byte[] nonce, byte[] ad, byte[] ciphertext) {
        try {
            return aead(Cipher.DECRYPT_MODE, key, nonce, ad, ciphertext);
        } catch (AEADBadTagException e) {
            throw new AuthenticationFailedException();
        }
    }

    /// XChaCha20 without a tag, block counter from 0.
    byte[] stream(byte[] key, byte[] nonce, byte[] in) {
        try {
            Cipher cipher = Cipher.getInstance("ChaCha20", JDK);
            init(cipher, Cipher.ENCRYPT_MODE, key, nonce, new ChaCha20ParameterSpec(tail(nonce), 0));
            return cipher.doFinal(in);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK's ChaCha20 refused a valid call", e);
        }
    }

    private static byte[] aead(int mode, byte[] key, byte[] nonce, byte[] ad, byte[] in) throws AEADBadTagException {
        try {
            Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305", JDK);
            init(cipher, mode, key, nonce, new IvParameterSpec(tail(nonce)));
            cipher.updateAAD(ad);
            return cipher.doFinal(in);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK's ChaCha20-Poly1305 refused a valid call", e);
        }
    }

    private static void init(Cipher cipher, int mode, byte[] key, byte[] nonce, AlgorithmParameterSpec parameters)
            throws GeneralSecurityException {
        byte[] subkey = HChaCha20.subkey(key, nonce);
        cipher.init(mode, new SecretKeySpec(subkey, "ChaCha20"), parameters);
        Arrays.fill(subkey, (byte) 0);
    }

    /// Four zero bytes and the last eight of the nonce.
    private static byte[] tail(byte[] nonce) {
        byte[] tail = new byte[12];
        System.arraycopy(nonce, SUBKEY_NONCE, tail, 4, Aead.NONCE - SUBKEY_NONCE);
        return tail;
    }
}
