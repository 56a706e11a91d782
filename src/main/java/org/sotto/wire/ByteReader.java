package org.sotto.wire;

import java.util.Arrays;
import java.util.Objects;
import org.sotto.wire.MalformedException.Kind;

/// Reads big-endian fields in order and refuses whatever does not fit. Not thread-safe.
///
/// A decoder ends with [#end()], so that trailing bytes are refused.
public final class ByteReader {
    private final byte[] bytes;
    private final String what;
    private final int limit;
    private int position;

    /// @param what the name of the thing read, for error messages
    public ByteReader(byte[] bytes, String what) {
        this(bytes, 0, bytes.length, what);
    }

    public ByteReader(byte[] bytes, int offset, int length, String what) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        this.bytes = bytes;
        this.position = offset;
        this.limit = offset + length;
        this.what = what;
    }

    /// A reader over exactly `length` bytes.
    ///
    /// @throws MalformedException if `bytes` has another length
    public static ByteReader exactly(byte[] bytes, int length, String what) {
        if (bytes.length != length) {
            throw new MalformedException(Kind.WRONG_LENGTH, what);
        }
        return new ByteReader(bytes, what);
    }

    public int u8() {
        return bytes[advance(1)] & 0xff;
    }

    public int u16() {
        return u8() << 8 | u8();
    }

    /// An unsigned 32-bit number.
    public long u32() {
        return (long) u16() << 16 | u16();
    }

    /// A 64-bit number whose top bit is refused: every one in the protocol is a time or a count.
    ///
    /// @throws MalformedException above 2^63 − 1
    public long u64() {
        long value = u32() << 32 | u32();
        if (value < 0) {
            throw new MalformedException(Kind.OUT_OF_RANGE, what);
        }
        return value;
    }

    public byte[] bytes(int length) {
        if (length < 0) {
            throw new MalformedException(Kind.OUT_OF_RANGE, what);
        }
        int start = advance(length);
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    /// Bytes behind their u32 length, at most `max` of them.
    public byte[] lengthPrefixed(int max) {
        long length = u32();
        if (length > max) {
            throw new MalformedException(Kind.OUT_OF_RANGE, what);
        }
        return bytes((int) length);
    }

    /// A boolean as one byte, 0 or 1.
    public boolean flag() {
        int value = u8();
        if (value > 1) {
            throw new MalformedException(Kind.OUT_OF_RANGE, what);
        }
        return value == 1;
    }

    /// Reads one byte and refuses any value but `expected` as `kind`.
    public void expect(int expected, Kind kind) {
        if (u8() != expected) {
            throw new MalformedException(kind, what);
        }
    }

    /// Reads `length` bytes, all of which must be zero.
    public void zeros(int length) {
        int start = advance(length);
        for (int i = start; i < start + length; i++) {
            if (bytes[i] != 0) {
                throw new MalformedException(Kind.NON_ZERO_FILL, what);
            }
        }
    }

    public int remaining() {
        return limit - position;
    }

    /// All that is left.
    public byte[] rest() {
        return bytes(remaining());
    }

    /// @throws MalformedException if anything is left
    public void end() {
        if (remaining() != 0) {
            throw new MalformedException(Kind.TRAILING_BYTES, what);
        }
    }

    private int advance(int length) {
        if (length > remaining()) {
            throw new MalformedException(Kind.TRUNCATED, what);
        }
        int start = position;
        position += length;
        return start;
    }
}
