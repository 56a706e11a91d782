package org.sotto.protocol;

/// The sizes that a blob may have, in bytes: three classes, and Padmé above them.
///
/// Padmé is from "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs" (Nikitin, Barman, Lueks,
/// Underwood, Hubaux, Ford; PoPETs 2019), algorithm 1: it leaks O(log log L) bits and adds at most 12 %.
final class SizeClass {
    /// Ordinary blobs only: a first blob's fixed parts alone are larger.
    static final int SMALL = 2_048;

    static final int MEDIUM = 5_120;

    /// The largest blob that fits one onion packet.
    static final int LARGE = 11_136;

    /// The largest blob on the server: holds a content of 1 MiB, bounds what one request can cost.
    static final int MAX = 1_114_112;

    private SizeClass() {}

    /// The smallest allowed size ≥ `size`.
    ///
    /// @throws IllegalArgumentException above [#MAX]
    static int atLeast(int size, boolean first) {
        if (size <= SMALL && !first) {
            return SMALL;
        }
        if (size <= MEDIUM) {
            return MEDIUM;
        }
        if (size <= LARGE) {
            return LARGE;
        }
        int padded = padme(size);
        if (padded > MAX) {
            throw new IllegalArgumentException("a blob has at most " + MAX + " bytes");
        }
        return padded;
    }

    static boolean allowed(int size, boolean first) {
        return size > 0 && size <= MAX && atLeast(size, first) == size;
    }

    /// Rounds up so that only the exponent and the first log₂(exponent) + 1 bits of the mantissa remain.
    static int padme(int size) {
        int exponent = floorLog2(size);
        int kept = floorLog2(exponent) + 1;
        int mask = (1 << (exponent - kept)) - 1;
        return (size + mask) & ~mask;
    }

    private static int floorLog2(int value) {
        return 31 - Integer.numberOfLeadingZeros(value);
    }
}
