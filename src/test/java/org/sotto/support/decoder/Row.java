package org.sotto.support.decoder;

import java.util.Arrays;
import org.sotto.wire.MalformedException.Kind;

/// One malformed input and how exactly it is refused: by a kind of MalformedException, or by another exception of the
/// codec's own.
public final class Row {
    private final String name;
    private final byte[] bytes;
    private final Object expected;

    private Row(String name, byte[] bytes, Object expected) {
        this.name = name;
        this.bytes = bytes.clone();
        this.expected = expected;
    }

    public static Row of(String name, Kind kind, byte[] bytes) {
        return new Row(name, bytes, kind);
    }

    public static Row of(String name, Class<? extends RuntimeException> exception, byte[] bytes) {
        return new Row(name, bytes, exception);
    }

    /// The bytes with others from `index` on.
    public static byte[] with(byte[] bytes, int index, int... by) {
        byte[] out = bytes.clone();
        for (int i = 0; i < by.length; i++) {
            out[index + i] = (byte) by[i];
        }
        return out;
    }

    /// The bytes with a whole field in place of what stands at `index`.
    public static byte[] with(byte[] bytes, int index, byte[] field) {
        byte[] out = bytes.clone();
        System.arraycopy(field, 0, out, index, field.length);
        return out;
    }

    public static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    Object expected() {
        return expected;
    }
}
