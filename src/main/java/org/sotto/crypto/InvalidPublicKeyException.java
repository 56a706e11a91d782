package org.sotto.crypto;

/// A public key, group element or ciphertext that no honest party makes: non-canonical, of small order, or outside its
/// modulus.
public final class InvalidPublicKeyException extends CryptoException {
    private static final long serialVersionUID = 1L;

    public InvalidPublicKeyException(String what) {
        super("invalid " + what);
    }
}
