package org.sotto.crypto.primitive;

import cafe.cryptography.curve25519.CompressedRistretto;
import cafe.cryptography.curve25519.Constants;
import cafe.cryptography.curve25519.InvalidEncodingException;
import cafe.cryptography.curve25519.RistrettoElement;
import cafe.cryptography.curve25519.Scalar;

/// ristretto255 of curve25519-elisabeth. What is called here of it selects from its tables by masks and computes
/// scalars in limbs of fixed number; its variable-time multiplication is not called.
record ElisabethGroup() implements GroupEngine {
    @Override
    public byte[] baseMultiply(byte[] scalar) {
        return base(scalar).compress().toByteArray();
    }

    @Override
    public byte[] reduce(byte[] wide) {
        return Scalar.fromBytesModOrderWide(wide).toByteArray();
    }

    @Override
    public byte[] multiplyAdd(byte[] c, byte[] y, byte[] k) {
        return scalar(c).multiplyAndAdd(scalar(y), scalar(k)).toByteArray();
    }

    @Override
    public byte[] doubleMultiplySubtract(byte[] s, byte[] c, byte[] element) {
        try {
            RistrettoElement right =
                    new CompressedRistretto(element).decompress().multiply(scalar(c));
            return base(s).subtract(right).compress().toByteArray();
        } catch (InvalidEncodingException e) {
            throw new IllegalArgumentException("not an element", e);
        }
    }

    @Override
    public boolean isElement(byte[] bytes) {
        try {
            new CompressedRistretto(bytes).decompress();
            return true;
        } catch (InvalidEncodingException e) {
            return false;
        }
    }

    private static RistrettoElement base(byte[] scalar) {
        return Constants.RISTRETTO_GENERATOR_TABLE.multiply(scalar(scalar));
    }

    private static Scalar scalar(byte[] bytes) {
        return Scalar.fromCanonicalBytes(bytes);
    }
}
