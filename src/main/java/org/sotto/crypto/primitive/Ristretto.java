package org.sotto.crypto.primitive;

import java.security.SecureRandom;
import java.util.Arrays;
import org.sotto.crypto.InvalidPublicKeyException;

/// The group ristretto255 (RFC 9496) with its generator G and its order ℓ, by one of two implementations. Scalars and
/// elements are 32 bytes in the RFC's encodings. Every operation takes the same time for every scalar.
public final class Ristretto {
    /// Size of a scalar and of an element in bytes.
    public static final int SIZE = 32;
    /// Size in bytes of the input of [#reduceWide].
    public static final int WIDE = 64;

    private static final byte[] IDENTITY = new byte[SIZE];
    private static final byte[] ZERO = new byte[SIZE];

    private Ristretto() {}

    /// A uniform scalar, not zero.
    public static byte[] randomScalar(SecureRandom random) {
        byte[] wide = new byte[WIDE];
        byte[] scalar;
        do {
            random.nextBytes(wide);
            scalar = reduceWide(wide);
        } while (isZero(scalar));
        Arrays.fill(wide, (byte) 0);
        return scalar;
    }

    /// scalar × G.
    public static byte[] baseMultiply(byte[] scalar) {
        return baseMultiply(Engines.group(), scalar);
    }

    static byte[] baseMultiply(GroupEngine engine, byte[] scalar) {
        checkScalar(scalar);
        return engine.baseMultiply(scalar);
    }

    /// 64 bytes, little-endian, modulo ℓ.
    public static byte[] reduceWide(byte[] wide) {
        return reduceWide(Engines.group(), wide);
    }

    static byte[] reduceWide(GroupEngine engine, byte[] wide) {
        if (wide.length != WIDE) {
            throw new IllegalArgumentException("a wide scalar is 64 bytes");
        }
        return engine.reduce(wide);
    }

    /// c · y + k modulo ℓ.
    ///
    /// @throws InvalidPublicKeyException if an argument is not a canonical scalar
    public static byte[] multiplyAdd(byte[] c, byte[] y, byte[] k) {
        return multiplyAdd(Engines.group(), c, y, k);
    }

    static byte[] multiplyAdd(GroupEngine engine, byte[] c, byte[] y, byte[] k) {
        checkScalar(c);
        checkScalar(y);
        checkScalar(k);
        return engine.multiplyAdd(c, y, k);
    }

    /// s × G − c × `element`.
    ///
    /// @throws InvalidPublicKeyException if a scalar is not canonical or the element is refused by [#checkElement]
    public static byte[] doubleMultiplySubtract(byte[] s, byte[] c, byte[] element) {
        return doubleMultiplySubtract(Engines.group(), s, c, element);
    }

    static byte[] doubleMultiplySubtract(GroupEngine engine, byte[] s, byte[] c, byte[] element) {
        checkScalar(s);
        checkScalar(c);
        checkElement(engine, element);
        return engine.doubleMultiplySubtract(s, c, element);
    }

    /// @throws InvalidPublicKeyException if the bytes are not the canonical encoding of an element, or are the identity
    public static void checkElement(byte[] element) {
        checkElement(Engines.group(), element);
    }

    static void checkElement(GroupEngine engine, byte[] element) {
        if (element.length != SIZE || Arrays.equals(element, IDENTITY) || !engine.isElement(element)) {
            throw new InvalidPublicKeyException("ristretto255 element");
        }
    }

    /// @throws InvalidPublicKeyException if the bytes are not a number below ℓ
    public static void checkScalar(byte[] scalar) {
        if (scalar.length != SIZE || !Curve25519.belowOrder(scalar, 0)) {
            throw new InvalidPublicKeyException("ristretto255 scalar");
        }
    }

    /// Whether a scalar is zero, in constant time.
    public static boolean isZero(byte[] scalar) {
        return Mac.equal(scalar, ZERO);
    }
}
