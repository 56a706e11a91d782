package org.sotto.crypto.primitive;

import java.security.MessageDigest;

/// HMAC-SHA-256 (RFC 2104), `MAC` in the protocol, and the comparison that goes with it.
public final class Mac {
    /// Size of a MAC in bytes.
    public static final int SIZE = 32;

    private Mac() {}

    /// The 32-byte MAC of the concatenation of `parts`.
    public static byte[] hmacSha256(byte[] key, byte[]... parts) {
        return Hmac.SHA_256.of(key, parts);
    }

    /// Compares in a time that depends on the lengths only.
    public static boolean equal(byte[] a, byte[] b) {
        return MessageDigest.isEqual(a, b);
    }

    /// The same without a branch on what came of it: −1 where they are equal, or 0.
    ///
    /// @throws IllegalArgumentException if the lengths differ
    public static int equalMask(byte[] a, byte[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("lengths differ");
        }
        int difference = 0;
        for (int i = 0; i < a.length; i++) {
            difference |= (a[i] ^ b[i]) & 0xff;
        }
        return (difference - 1) >> 31;
    }
}
