package org.sotto.crypto.token;

import org.sotto.crypto.primitive.BlindRsa;
import org.sotto.crypto.primitive.Mac;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// A token of type 2 (RFC 9578, section 6): publicly verifiable, spent once.
///
/// 0 type = 2 (2) · 2 nonce (32) · 34 challenge digest (32) · 66 token key id (32) · 98 signature of all before (256).
public final class Token {
    /// Size in bytes.
    public static final int SIZE = 354;
    /// Size of the nonce, by which a token is known as spent.
    public static final int NONCE = 32;

    static final int TYPE = 2;
    static final int DIGEST = 32;
    private static final String WHAT = "token";

    private final byte[] nonce;
    private final byte[] challengeDigest;
    private final byte[] keyId;
    private final byte[] signature;

    Token(byte[] nonce, byte[] challengeDigest, byte[] keyId, byte[] signature) {
        this.nonce = nonce;
        this.challengeDigest = challengeDigest;
        this.keyId = keyId;
        this.signature = signature;
    }

    /// @throws MalformedException for another size or type; whether it is signed is not looked at
    public static Token decode(byte[] bytes) {
        ByteReader in = ByteReader.exactly(bytes, SIZE, WHAT);
        if (in.u16() != TYPE) {
            throw new MalformedException(Kind.WRONG_TYPE, WHAT);
        }
        Token token = new Token(in.bytes(NONCE), in.bytes(DIGEST), in.bytes(TokenKey.ID), in.bytes(BlindRsa.SIZE));
        in.end();
        return token;
    }

    public byte[] encode() {
        return new ByteWriter(SIZE)
                .bytes(input(nonce, challengeDigest, keyId))
                .bytes(signature)
                .toByteArray();
    }

    /// What is signed.
    static byte[] input(byte[] nonce, byte[] challengeDigest, byte[] keyId) {
        return new ByteWriter(SIZE - BlindRsa.SIZE)
                .u16(TYPE)
                .bytes(nonce)
                .bytes(challengeDigest)
                .bytes(keyId)
                .toByteArray();
    }

    /// Whether it is for this challenge and signed by this key.
    public boolean isGood(byte[] expectedDigest, TokenKey key) {
        return Mac.equal(challengeDigest, expectedDigest)
                && Mac.equal(keyId, key.id())
                && BlindRsa.verify(key.modulus(), input(nonce, challengeDigest, keyId), signature);
    }

    public byte[] nonce() {
        return nonce.clone();
    }

    /// Which key it says it is signed by.
    public byte[] keyId() {
        return keyId.clone();
    }
}
