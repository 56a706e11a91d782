package org.sotto.crypto.token;

import java.security.SecureRandom;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.primitive.BlindRsa;

/// One token on its way (RFC 9578, sections 6.1 and 6.3): the issuer signs without seeing what.
public final class TokenRequest {
    private final TokenKey key;
    private final byte[] nonce;
    private final byte[] challengeDigest;
    private final BlindRsa.Blinded blinded;

    private TokenRequest(TokenKey key, byte[] nonce, byte[] challengeDigest, BlindRsa.Blinded blinded) {
        this.key = key;
        this.nonce = nonce;
        this.challengeDigest = challengeDigest;
        this.blinded = blinded;
    }

    /// Draws the nonce, then salt and blinding factor.
    ///
    /// @param challengeDigest 32 bytes
    public static TokenRequest of(TokenKey key, byte[] challengeDigest, SecureRandom random) {
        byte[] nonce = new byte[Token.NONCE];
        random.nextBytes(nonce);
        byte[] input = Token.input(nonce, challengeDigest, key.id());
        return new TokenRequest(key, nonce, challengeDigest.clone(), BlindRsa.blind(key.modulus(), input, random));
    }

    /// For the issuer, 256 bytes.
    public byte[] blinded() {
        return blinded.bytes();
    }

    /// @throws BadSignatureException if the issuer did not sign it with its key
    public Token finish(byte[] blindSignature) {
        return new Token(nonce, challengeDigest, key.id(), blinded.finish(blindSignature));
    }
}
