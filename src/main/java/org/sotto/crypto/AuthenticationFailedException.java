package org.sotto.crypto;

/// A tag, a MAC or a proof does not match what it stands for.
public final class AuthenticationFailedException extends CryptoException {
    private static final long serialVersionUID = 1L;

    public AuthenticationFailedException() {
        super("authentication failed");
    }
}
