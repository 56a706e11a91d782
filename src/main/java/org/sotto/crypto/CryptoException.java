package org.sotto.crypto;

/// Every expected failure of the engine. None of them carries key material or says more than its kind.
public abstract sealed class CryptoException extends RuntimeException
        permits AuthenticationFailedException, InvalidPublicKeyException, BadSignatureException, RefusedException {
    private static final long serialVersionUID = 1L;

    CryptoException(String message) {
        super(message);
    }
}
