package org.sotto.crypto.primitive;

import java.security.SecureRandom;
import org.sotto.crypto.InvalidPublicKeyException;

/// X25519 (RFC 7748) by one of two implementations, with the refusals of the protocol's notation in front of both.
public final class X25519 {
    /// Size in bytes of a private key, a public key and a shared secret.
    public static final int SIZE = 32;

    private static final byte[] ZERO = new byte[SIZE];

    private X25519() {}

    /// 32 random bytes, clamped as in RFC 7748, section 5.
    public static byte[] generatePrivate(SecureRandom random) {
        byte[] key = new byte[SIZE];
        org.bouncycastle.math.ec.rfc7748.X25519.generatePrivateKey(random, key);
        return key;
    }

    public static byte[] publicKey(byte[] privateKey) {
        return publicKey(Engines.agreement(), privateKey);
    }

    static byte[] publicKey(AgreementEngine engine, byte[] privateKey) {
        checkPrivate(privateKey);
        return engine.publicKey(privateKey);
    }

    /// The 32-byte shared secret.
    ///
    /// @throws InvalidPublicKeyException as [#checkPublic], and if the result is zero (a key of small order)
    public static byte[] agree(byte[] privateKey, byte[] publicKey) {
        return agree(Engines.agreement(), privateKey, publicKey);
    }

    static byte[] agree(AgreementEngine engine, byte[] privateKey, byte[] publicKey) {
        checkPrivate(privateKey);
        checkPublic(publicKey);
        byte[] out = engine.agree(privateKey, publicKey);
        if (Mac.equal(out, ZERO)) {
            throw invalid();
        }
        return out;
    }

    /// @throws InvalidPublicKeyException if the key is not 32 bytes, has its top bit set, or is not below p
    public static void checkPublic(byte[] publicKey) {
        if (publicKey.length != SIZE || Curve25519.topBit(publicKey) || !Curve25519.belowP(publicKey)) {
            throw invalid();
        }
    }

    private static void checkPrivate(byte[] privateKey) {
        if (privateKey.length != SIZE) {
            throw new IllegalArgumentException("an X25519 private key is 32 bytes");
        }
    }

    private static InvalidPublicKeyException invalid() {
        return new InvalidPublicKeyException("X25519 key");
    }
}
