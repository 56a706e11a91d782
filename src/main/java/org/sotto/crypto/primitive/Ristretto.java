package org.sotto.crypto.primitive;

import cafe.cryptography.curve25519.CompressedRistretto;
import cafe.cryptography.curve25519.Constants;
import cafe.cryptography.curve25519.InvalidEncodingException;
import cafe.cryptography.curve25519.RistrettoElement;
import cafe.cryptography.curve25519.Scalar;
import java.security.SecureRandom;
import java.util.Arrays;
import org.sotto.crypto.InvalidPublicKeyException;

/// The group ristretto255 (RFC 9496) with its generator G and its order ℓ. Scalars and elements are 32 bytes in the
/// RFC's encodings. Every operation takes the same time for every scalar.
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
        return Constants.RISTRETTO_GENERATOR_TABLE
                .multiply(scalar(scalar))
                .compress()
                .toByteArray();
    }

    /// 64 bytes, little-endian, modulo ℓ.
    public static byte[] reduceWide(byte[] wide) {
        if (wide.length != WIDE) {
            throw new IllegalArgumentException("a wide scalar is 64 bytes");
        }
        return Scalar.fromBytesModOrderWide(wide).toByteArray();
    }

    /// c · y + k modulo ℓ.
    ///
    /// @throws InvalidPublicKeyException if an argument is not a canonical scalar
    public static byte[] multiplyAdd(byte[] c, byte[] y, byte[] k) {
        return scalar(c).multiplyAndAdd(scalar(y), scalar(k)).toByteArray();
    }

    /// s × G − c × `element`.
    ///
    /// @throws InvalidPublicKeyException if a scalar is not canonical or the element is refused by [#checkElement]
    public static byte[] doubleMultiplySubtract(byte[] s, byte[] c, byte[] element) {
        RistrettoElement left = Constants.RISTRETTO_GENERATOR_TABLE.multiply(scalar(s));
        RistrettoElement right = element(element).multiply(scalar(c));
        return left.subtract(right).compress().toByteArray();
    }

    /// @throws InvalidPublicKeyException if the bytes are not the canonical encoding of an element, or are the identity
    public static void checkElement(byte[] element) {
        element(element);
    }

    /// @throws InvalidPublicKeyException if the bytes are not a number below ℓ
    public static void checkScalar(byte[] scalar) {
        scalar(scalar);
    }

    /// Whether a scalar is zero, in constant time.
    public static boolean isZero(byte[] scalar) {
        return Mac.equal(scalar, ZERO);
    }

    private static RistrettoElement element(byte[] bytes) {
        if (bytes.length != SIZE || Arrays.equals(bytes, IDENTITY)) {
            throw new InvalidPublicKeyException("ristretto255 element");
        }
        try {
            return new CompressedRistretto(bytes).decompress();
        } catch (InvalidEncodingException e) {
            throw new InvalidPublicKeyException("ristretto255 element");
        }
    }

    private static Scalar scalar(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new InvalidPublicKeyException("ristretto255 scalar");
        }
        try {
            return Scalar.fromCanonicalBytes(bytes);
        } catch (IllegalArgumentException e) {
            throw new InvalidPublicKeyException("ristretto255 scalar");
        }
    }
}
