package org.sotto.crypto.primitive;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// HKDF (RFC 5869) with SHA-512, `HKDF` in the protocol.
public final class Hkdf {
    private static final int MAX_BLOCKS = 255;
    private static final byte[] NO_SALT = new byte[64];

    private Hkdf() {}

    /// Extract and expand in one step.
    ///
    /// @param salt absent means 64 zero bytes
    /// @param length size of the result in bytes, 1 to 16,320
    /// @throws IllegalArgumentException if `length` is outside its range
    public static byte[] derive(byte @Nullable [] salt, byte[] ikm, byte[] info, int length) {
        return derive(Hmac.SHA_512, salt, ikm, info, length);
    }

    static byte[] derive(Hmac hmac, byte @Nullable [] salt, byte[] ikm, byte[] info, int length) {
        byte[] key = hmac.of(salt == null ? NO_SALT : salt, ikm);
        try {
            return expand(hmac, key, info, length);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] expand(Hmac hmac, byte[] key, byte[] info, int length) {
        if (length < 1 || length > MAX_BLOCKS * hmac.size()) {
            throw new IllegalArgumentException("HKDF cannot give " + length + " bytes");
        }
        byte[] out = new byte[length];
        byte[] block = {};
        byte[] counter = {0};
        for (int at = 0; at < length; at += hmac.size()) {
            counter[0]++;
            byte[] next = hmac.of(key, block, info, counter);
            System.arraycopy(next, 0, out, at, Math.min(next.length, length - at));
            Arrays.fill(block, (byte) 0);
            block = next;
        }
        Arrays.fill(block, (byte) 0);
        return out;
    }
}
