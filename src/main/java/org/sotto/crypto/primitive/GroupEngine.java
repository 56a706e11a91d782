package org.sotto.crypto.primitive;

/// One implementation of ristretto255 behind [Ristretto], which has checked sizes and that scalars are canonical. Takes
/// the same time for every scalar, and has no branch and no index that depends on one.
sealed interface GroupEngine permits ElisabethGroup, SodiumGroup {
    byte[] baseMultiply(byte[] scalar);

    /// 64 bytes modulo ℓ.
    byte[] reduce(byte[] wide);

    /// c · y + k modulo ℓ.
    byte[] multiplyAdd(byte[] c, byte[] y, byte[] k);

    /// s × G − c × `element`, which has passed [#isElement].
    byte[] doubleMultiplySubtract(byte[] s, byte[] c, byte[] element);

    /// Whether the bytes are the canonical encoding of an element, the identity among them.
    boolean isElement(byte[] bytes);
}
