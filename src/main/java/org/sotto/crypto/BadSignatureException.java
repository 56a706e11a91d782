package org.sotto.crypto;

/// A record whose signature is not its owner's.
public final class BadSignatureException extends CryptoException {
    private static final long serialVersionUID = 1L;

    public BadSignatureException(String what) {
        super("bad signature on " + what);
    }
}
