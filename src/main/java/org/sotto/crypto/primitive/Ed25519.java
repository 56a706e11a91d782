package org.sotto.crypto.primitive;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.sotto.crypto.InvalidPublicKeyException;

/// Ed25519 (RFC 8032) by one of two implementations. What the protocol refuses beyond the equation is refused here, in
/// front of both, and nowhere else: s ≥ L, a non-canonical A or R, and the eight A of small order.
public final class Ed25519 {
    /// Size of a private seed and of a public key in bytes.
    public static final int KEY = 32;
    /// Size of a signature (R ‖ s) in bytes.
    public static final int SIGNATURE = 64;

    /// The y of the points of order 1 and 2 (x = 0), 4 (two points) and 8 (twice two).
    private static final byte[][] SMALL_ORDER = Stream.of(
                    "0100000000000000000000000000000000000000000000000000000000000000",
                    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                    "0000000000000000000000000000000000000000000000000000000000000000",
                    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
            .map(HexFormat.of()::parseHex)
            .toArray(byte[][]::new);
    /// How many of them, from the front, have x = 0.
    private static final int ZERO_X = 2;

    private Ed25519() {}

    /// A 32-byte seed.
    public static byte[] generatePrivate(SecureRandom random) {
        byte[] seed = new byte[KEY];
        random.nextBytes(seed);
        return seed;
    }

    public static byte[] publicKey(byte[] seed) {
        return publicKey(Engines.signature(), seed);
    }

    static byte[] publicKey(SignatureEngine engine, byte[] seed) {
        checkSeed(seed);
        return engine.publicKey(seed);
    }

    /// The 64-byte signature, deterministic.
    public static byte[] sign(byte[] seed, byte[] message) {
        return sign(Engines.signature(), seed, message);
    }

    static byte[] sign(SignatureEngine engine, byte[] seed, byte[] message) {
        checkSeed(seed);
        return engine.sign(seed, message);
    }

    /// Whether the signature is good and passes every strict check. Never throws for bytes from elsewhere.
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        return verify(Engines.signature(), publicKey, message, signature);
    }

    static boolean verify(SignatureEngine engine, byte[] publicKey, byte[] message, byte[] signature) {
        return isStrictKey(publicKey) && isStrictSignature(signature) && engine.verify(publicKey, message, signature);
    }

    /// @throws InvalidPublicKeyException if no signature can verify under the key: size, encoding or small order
    public static void checkPublic(byte[] publicKey) {
        if (!isStrictKey(publicKey)
                || !org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartial(publicKey, 0)) {
            throw new InvalidPublicKeyException("Ed25519 key");
        }
    }

    private static boolean isStrictKey(byte[] key) {
        return key.length == KEY && isCanonicalPoint(key) && !hasSmallOrderY(key, SMALL_ORDER.length);
    }

    private static boolean isStrictSignature(byte[] signature) {
        return signature.length == SIGNATURE
                && isCanonicalPoint(Arrays.copyOf(signature, KEY))
                && Curve25519.belowOrder(signature, KEY);
    }

    /// y below p, and no sign bit where x is 0 (RFC 8032, 5.1.3).
    private static boolean isCanonicalPoint(byte[] point) {
        return Curve25519.belowP(point) && !(Curve25519.topBit(point) && hasSmallOrderY(point, ZERO_X));
    }

    private static boolean hasSmallOrderY(byte[] point, int count) {
        byte[] y = point.clone();
        y[KEY - 1] &= 0x7f;
        for (int i = 0; i < count; i++) {
            if (Arrays.equals(y, SMALL_ORDER[i])) {
                return true;
            }
        }
        return false;
    }

    private static void checkSeed(byte[] seed) {
        if (seed.length != KEY) {
            throw new IllegalArgumentException("an Ed25519 seed is 32 bytes");
        }
    }
}
