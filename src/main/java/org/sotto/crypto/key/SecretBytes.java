package org.sotto.crypto.key;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Secret bytes on the heap, for one operation: never printed, and overwritten by [#close()]. What lives longer is a
/// [HeldSecret].
///
/// They come out only through [SecretAccess]. Wiping is best effort: a JVM may have moved, and so copied, the array.
public final class SecretBytes implements AutoCloseable {
    private final byte[] bytes;
    private boolean closed;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    public static SecretBytes copyOf(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    /// Takes the array itself: the caller must not use it any more.
    public static SecretBytes adopt(byte[] bytes) {
        return new SecretBytes(bytes);
    }

    public static SecretBytes random(int length, SecureRandom random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return new SecretBytes(bytes);
    }

    /// All of them, one after the other. They stay as they are.
    public static SecretBytes concat(SecretBytes... parts) {
        int length = 0;
        for (SecretBytes part : parts) {
            length += part.length();
        }
        byte[] whole = new byte[length];
        int at = 0;
        for (SecretBytes part : parts) {
            System.arraycopy(part.bytes(), 0, whole, at, part.length());
            at += part.length();
        }
        return adopt(whole);
    }

    /// Cuts the secret into parts of `size` bytes each, and wipes the whole.
    ///
    /// @throws IllegalArgumentException if something would be left over
    public List<SecretBytes> split(int size) {
        if (bytes().length % size != 0) {
            throw new IllegalArgumentException("no whole number of parts");
        }
        List<SecretBytes> parts = new ArrayList<>(bytes.length / size);
        for (int at = 0; at < bytes.length; at += size) {
            parts.add(adopt(Arrays.copyOfRange(bytes, at, at + size)));
        }
        close();
        return parts;
    }

    public int length() {
        return bytes.length;
    }

    /// Whether both hold the same bytes; the time tells nothing about where they differ.
    public boolean contentEquals(SecretBytes other) {
        return MessageDigest.isEqual(bytes(), other.bytes());
    }

    byte[] bytes() {
        if (closed) {
            throw new IllegalStateException("secret was used after it was wiped");
        }
        return bytes;
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "SecretBytes[" + bytes.length + "]";
    }
}
