package org.sotto.support.decoder;

import java.util.Arrays;

/// Encodings of keys that no honest party writes.
public final class BadKeys {
    private BadKeys() {}

    /// p itself: zero, not canonical. For X25519, and for the y of an Ed25519 point.
    public static byte[] prime() {
        byte[] p = new byte[32];
        Arrays.fill(p, (byte) 0xff);
        p[0] = (byte) 0xed;
        p[31] = 0x7f;
        return p;
    }

    /// A u-coordinate with the bit set that RFC 7748 masks away.
    public static byte[] topBit() {
        byte[] key = new byte[32];
        key[0] = 9;
        key[31] = (byte) 0x80;
        return key;
    }

    /// The neutral element of Ed25519: canonical, of order 1.
    public static byte[] smallOrder() {
        byte[] key = new byte[32];
        key[0] = 1;
        return key;
    }

    /// ℓ, the order of the group: a scalar that is not canonical.
    public static byte[] order() {
        byte[] order = java.util.HexFormat.of()
                .parseHex("edd3f55c1a631258d69cf7a2def9de14" + "00000000000000000000000000000010");
        return order;
    }

    /// The first two coefficients of an ML-KEM key: q and 0.
    public static byte[] modulus() {
        return new byte[] {0x01, 0x0d, 0x00};
    }
}
