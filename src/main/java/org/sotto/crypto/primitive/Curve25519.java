package org.sotto.crypto.primitive;

/// What the encodings of X25519 and Ed25519 have in common: numbers modulo p = 2^255 − 19, little-endian.
final class Curve25519 {
    private static final int P_LOWEST = 0xed;
    private static final int P_HIGHEST = 0x7f;

    private Curve25519() {}

    /// Whether the 255 low bits are a number below p. The top bit is the caller's to judge.
    static boolean belowP(byte[] encoded) {
        if ((encoded[31] & P_HIGHEST) != P_HIGHEST) {
            return true;
        }
        for (int i = 30; i > 0; i--) {
            if (encoded[i] != (byte) 0xff) {
                return true;
            }
        }
        return (encoded[0] & 0xff) < P_LOWEST;
    }

    static boolean topBit(byte[] encoded) {
        return encoded[31] < 0;
    }
}
