package org.sotto.crypto.primitive;

import java.util.HexFormat;

/// What the encodings of X25519, Ed25519 and ristretto255 have in common: numbers modulo p = 2^255 − 19 and modulo the
/// order L = 2^252 + …, little-endian.
final class Curve25519 {
    private static final int P_LOWEST = 0xed;
    private static final int P_HIGHEST = 0x7f;

    private static final byte[] ORDER =
            HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

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

    /// Whether the 32 bytes from `offset` on are a number below L. They may be secret: it subtracts them all, and only
    /// the answer tells anything.
    static boolean belowOrder(byte[] encoded, int offset) {
        int borrow = 0;
        for (int i = 0; i < ORDER.length; i++) {
            borrow = ((encoded[offset + i] & 0xff) - (ORDER[i] & 0xff) - borrow) >>> 31;
        }
        return borrow == 1;
    }
}
