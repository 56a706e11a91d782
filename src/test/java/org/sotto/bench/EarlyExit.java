package org.sotto.bench;

/// The mistake that a timing test is to find: a comparison that stops at the first difference.
final class EarlyExit {
    private EarlyExit() {}

    static boolean equal(byte[] a, byte[] b) {
        return looksAt(a, b) > a.length;
    }

    /// How many pairs of bytes are looked at; one more if all are equal.
    static int looksAt(byte[] a, byte[] b) {
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i]) {
                return i + 1;
            }
        }
        return a.length + 1;
    }
}
