package org.sotto.crypto.key;

import java.util.Arrays;
import java.util.HexFormat;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Who somebody is: the hash of an identity record's keys (section 2 of docs/protocol.md). There is no other account
/// name. Ordered as an unsigned big-endian number.
public final class Fingerprint implements Comparable<Fingerprint> {
    /// Size in bytes.
    public static final int SIZE = 32;

    private final byte[] bytes;

    /// @param bytes exactly 32 bytes, which are copied
    public Fingerprint(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new IllegalArgumentException("a fingerprint is 32 bytes");
        }
        this.bytes = bytes.clone();
    }

    /// @throws MalformedException if there are not exactly 32 bytes
    public static Fingerprint decode(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new MalformedException(Kind.WRONG_LENGTH, "fingerprint");
        }
        return new Fingerprint(bytes);
    }

    /// A copy of the 32 bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public int compareTo(Fingerprint other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint fingerprint && Arrays.equals(bytes, fingerprint.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// 64 hexadecimal digits.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
