package org.sotto.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.function.Executable;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Assertions and damages for the tables of malformed inputs.
public final class Refusal {
    private Refusal() {}

    /// The decoder refuses, and for this reason.
    public static void malformed(Kind kind, Executable decoder) {
        assertEquals(kind, assertThrows(MalformedException.class, decoder).kind());
    }

    public static byte[] flip(byte[] bytes, int index) {
        byte[] out = bytes.clone();
        out[index] ^= 1;
        return out;
    }

    /// A copy with other bytes from `index` on.
    public static byte[] replace(byte[] bytes, int index, byte... by) {
        byte[] out = bytes.clone();
        System.arraycopy(by, 0, out, index, by.length);
        return out;
    }

    public static byte[] filled(int length, int value) {
        byte[] out = new byte[length];
        Arrays.fill(out, (byte) value);
        return out;
    }

    public static byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length - 1);
    }

    public static byte[] extended(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length + 1);
    }
}
