package org.sotto.protocol.compression;

import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// The shape of a zstd frame (RFC 8878, section 3.1.1), read before the library sees a byte of it.
///
/// One form is taken: a single frame, single segment (so that the content is its own window), the content's size in
/// its shortest encoding, no dictionary, no checksum (the ratchet has authenticated the content), nothing behind the
/// last block. Limits hold here too, so what is allocated for the content is bounded by what was received.
///
/// @param contentSize of the unpacked content, as declared
record ZstdFrame(int contentSize) {
    /// The largest content: 1 MiB.
    static final int MAX_CONTENT = 1_048_576;

    /// A content has at most so many bytes for each byte of its frame.
    static final int MAX_RATIO = 200;

    private static final String WHAT = "compressed content";
    private static final int MAGIC = 0xFD2F_B528;
    private static final int SKIPPABLE = 0x184D_2A50;
    private static final int SKIPPABLE_MASK = 0xFFFF_FFF0;
    private static final int DESCRIPTOR_AT = 4;
    private static final int SIZE_AT = 5;
    private static final int SINGLE_SEGMENT = 0x20;
    private static final int RESERVED = 0x18;
    private static final int CHECKSUM = 0x04;
    private static final int DICTIONARY = 0x03;
    private static final int BLOCK_HEADER = 3;
    private static final int MAX_BLOCK = 128 * 1024;
    private static final int TWO_BYTE_OFFSET = 256;

    /// @throws MalformedException for anything else than that form, or above a limit
    static ZstdFrame parse(byte[] frame) {
        requireMagic(frame);
        requireForm(frame[DESCRIPTOR_AT] & 0xFF);
        int sizeBytes = 1 << ((frame[DESCRIPTOR_AT] & 0xFF) >>> 6);
        long size = littleEndian(frame, SIZE_AT, sizeBytes);
        if (sizeBytes == 2) {
            size += TWO_BYTE_OFFSET;
        }
        if (size < 0 || size > MAX_CONTENT || size > (long) MAX_RATIO * frame.length) {
            throw new MalformedException(Kind.OUT_OF_RANGE, WHAT);
        }
        if (sizeBytes != shortest(size)) {
            throw new MalformedException(Kind.NON_CANONICAL, WHAT);
        }
        requireBlocks(frame, SIZE_AT + sizeBytes);
        return new ZstdFrame((int) size);
    }

    private static void requireMagic(byte[] frame) {
        int magic = (int) littleEndian(frame, 0, DESCRIPTOR_AT);
        if ((magic & SKIPPABLE_MASK) == SKIPPABLE) {
            throw new MalformedException(Kind.UNSUPPORTED, WHAT);
        }
        if (magic != MAGIC) {
            throw new MalformedException(Kind.WRONG_TYPE, WHAT);
        }
        if (frame.length <= DESCRIPTOR_AT) {
            throw new MalformedException(Kind.TRUNCATED, WHAT);
        }
    }

    private static void requireForm(int descriptor) {
        if ((descriptor & RESERVED) != 0) {
            throw new MalformedException(Kind.NON_CANONICAL, WHAT);
        }
        if ((descriptor & SINGLE_SEGMENT) == 0 || (descriptor & (CHECKSUM | DICTIONARY)) != 0) {
            throw new MalformedException(Kind.UNSUPPORTED, WHAT);
        }
    }

    /// Up to the last block, which must end the frame.
    private static void requireBlocks(byte[] frame, int start) {
        int at = start;
        boolean last = false;
        while (!last) {
            int header = (int) littleEndian(frame, at, BLOCK_HEADER);
            last = (header & 1) != 0;
            at += BLOCK_HEADER + blockLength(header);
            if (at > frame.length) {
                throw new MalformedException(Kind.TRUNCATED, WHAT);
            }
        }
        if (at != frame.length) {
            throw new MalformedException(Kind.TRAILING_BYTES, WHAT);
        }
    }

    /// Bytes of the block in the frame: one that is repeated (RLE) is there once.
    private static int blockLength(int header) {
        int size = header >>> 3;
        if (size > MAX_BLOCK) {
            throw new MalformedException(Kind.OUT_OF_RANGE, WHAT);
        }
        return switch ((header >>> 1) & 3) {
            case 0, 2 -> size;
            case 1 -> 1;
            default -> throw new MalformedException(Kind.WRONG_TYPE, WHAT);
        };
    }

    private static int shortest(long size) {
        if (size < TWO_BYTE_OFFSET) {
            return 1;
        }
        return size < 65_536 + TWO_BYTE_OFFSET ? 2 : 4;
    }

    private static long littleEndian(byte[] bytes, int at, int count) {
        if (at + count > bytes.length) {
            throw new MalformedException(Kind.TRUNCATED, WHAT);
        }
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xFF;
        }
        return value;
    }
}
