package org.sotto.wire;

import java.util.Arrays;

/// Writes big-endian fields in order into a growing buffer. Not thread-safe.
///
/// The buffer may hold secrets: whoever encodes one takes the bytes with [#take()], or wipes it.
public final class ByteWriter {
    private byte[] buffer;
    private int length;

    /// @param capacity expected size in bytes; with the exact size nothing is copied while growing
    public ByteWriter(int capacity) {
        this.buffer = new byte[capacity];
    }

    public ByteWriter u8(int value) {
        return put(value, 0xff, 1);
    }

    public ByteWriter u16(int value) {
        return put(value, 0xffff, 2);
    }

    public ByteWriter u32(long value) {
        return put(value, 0xffffffffL, 4);
    }

    public ByteWriter u64(long value) {
        return put(value, Long.MAX_VALUE, 8);
    }

    public ByteWriter flag(boolean value) {
        return u8(value ? 1 : 0);
    }

    public ByteWriter bytes(byte[] value) {
        return bytes(value, 0, value.length);
    }

    public ByteWriter bytes(byte[] value, int offset, int count) {
        reserve(count);
        System.arraycopy(value, offset, buffer, length, count);
        length += count;
        return this;
    }

    /// A u32 length, then the bytes: `lp(x)` in the protocol.
    public ByteWriter lengthPrefixed(byte[] value) {
        return u32(value.length).bytes(value);
    }

    public ByteWriter zeros(int count) {
        reserve(count);
        length += count;
        return this;
    }

    public int size() {
        return length;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    /// What was written, of which no copy stays here: the writer is empty afterwards.
    public byte[] take() {
        byte[] taken = buffer.length == length ? buffer : Arrays.copyOf(buffer, length);
        if (taken != buffer) {
            wipe();
        }
        buffer = new byte[0];
        length = 0;
        return taken;
    }

    /// Overwrites what was written and starts over.
    public void wipe() {
        Arrays.fill(buffer, (byte) 0);
        length = 0;
    }

    private ByteWriter put(long value, long max, int size) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(value + " does not fit " + size + " bytes");
        }
        reserve(size);
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
            buffer[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    private void reserve(int count) {
        if (count > buffer.length - length) {
            byte[] old = buffer;
            buffer = Arrays.copyOf(old, Math.max(length + count, 2 * old.length));
            Arrays.fill(old, (byte) 0);
        }
    }
}
