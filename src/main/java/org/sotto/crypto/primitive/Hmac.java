package org.sotto.crypto.primitive;

import java.security.MessageDigest;
import java.util.Arrays;

/// HMAC (RFC 2104) over a hash of the JDK.
///
/// Written out because the JDK's `Mac` keeps copies of its key that nobody can wipe, refuses the empty key, and takes
/// half as long again for the short inputs of the ratchet.
enum Hmac {
    SHA_256("SHA-256", 64, 32),
    SHA_512("SHA-512", 128, 64);

    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final String digest;
    private final int block;
    private final int size;

    Hmac(String digest, int block, int size) {
        this.digest = digest;
        this.block = block;
        this.size = size;
    }

    /// The size of the result in bytes.
    int size() {
        return size;
    }

    byte[] of(byte[] key, byte[]... parts) {
        MessageDigest hash = Hash.digest(digest);
        byte[] pad = pad(hash, key);
        xor(pad, INNER);
        hash.update(pad);
        for (byte[] part : parts) {
            hash.update(part);
        }
        byte[] inner = hash.digest();
        xor(pad, (byte) (INNER ^ OUTER));
        hash.update(pad);
        hash.update(inner);
        byte[] mac = hash.digest();
        hash.reset(); // its buffer holds the last block that it took: a part of a key, often
        Arrays.fill(pad, (byte) 0);
        Arrays.fill(inner, (byte) 0);
        return mac;
    }

    private byte[] pad(MessageDigest hash, byte[] key) {
        return Arrays.copyOf(key.length > block ? hash.digest(key) : key, block);
    }

    private static void xor(byte[] pad, byte mask) {
        for (int i = 0; i < pad.length; i++) {
            pad[i] ^= mask;
        }
    }
}
