package org.sotto.crypto.fingerprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.primitive.Hash;
import org.sotto.wire.ByteWriter;

/// The number of two people: sixty digits, the same on both sides (section 2 of docs/protocol.md).
///
/// A person's half is thirty digits of a slow hash of the fingerprint; the smaller half stands first.
public final class SafetyNumber {
    /// Rounds of the hash: each guess at a colliding fingerprint costs as many.
    static final int ITERATIONS = 5_200;

    private static final int VERSION = 1;
    private static final int GROUPS = 6;
    private static final int GROUP_BYTES = 5;
    private static final int GROUP_MODULUS = 100_000;

    private final List<String> groups;
    private final byte[] qr;

    private SafetyNumber(Half first, Half second) {
        List<String> all = new ArrayList<>(first.groups);
        all.addAll(second.groups);
        this.groups = List.copyOf(all);
        this.qr = new ByteWriter(1 + 2 * Fingerprint.SIZE)
                .u8(VERSION)
                .bytes(first.owner.bytes())
                .bytes(second.owner.bytes())
                .toByteArray();
    }

    /// The order of the two does not matter. Costs 10,400 hashes, a few milliseconds.
    public static SafetyNumber of(Fingerprint a, Fingerprint b) {
        Half first = half(a);
        Half second = half(b);
        return first.isBefore(second) ? new SafetyNumber(first, second) : new SafetyNumber(second, first);
    }

    /// Twelve groups of five digits, one space between.
    public String text() {
        return String.join(" ", groups);
    }

    /// What a QR code holds, 65 bytes: version 1 ‖ both fingerprints, in the order of the digits.
    public byte[] qr() {
        return qr.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SafetyNumber number && groups.equals(number.groups);
    }

    @Override
    public int hashCode() {
        return groups.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }

    private static Half half(Fingerprint owner) {
        byte[] fingerprint = owner.bytes();
        byte[] hash = Hash.sha512(Label.SAFETY.bytes(), fingerprint);
        for (int i = 0; i < ITERATIONS; i++) {
            hash = Hash.sha512(hash, fingerprint);
        }
        List<String> groups = new ArrayList<>(GROUPS);
        for (int j = 0; j < GROUPS; j++) {
            groups.add(group(hash, GROUP_BYTES * j));
        }
        return new Half(owner, groups);
    }

    private static String group(byte[] hash, int offset) {
        long value = 0;
        for (int i = 0; i < GROUP_BYTES; i++) {
            value = (value << 8) | (hash[offset + i] & 0xff);
        }
        return String.format(Locale.ROOT, "%05d", value % GROUP_MODULUS);
    }

    private record Half(Fingerprint owner, List<String> groups) {
        boolean isBefore(Half other) {
            int order = String.join("", groups).compareTo(String.join("", other.groups));
            return order == 0 ? owner.compareTo(other.owner) < 0 : order < 0;
        }
    }
}
