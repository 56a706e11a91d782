package org.sotto.protocol.compression;

import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// How hard a content is compressed: not at all, or with zstd at one of the fixed levels.
public enum Compression {
    NONE(0),
    FASTEST(1),
    FAST(3),
    HARD(9),
    HARDEST(19);

    /// The byte before a content that stands as it is.
    public static final int NONE_CODE = 0;

    /// The byte before a content in a zstd frame.
    public static final int ZSTD_CODE = 1;

    private final int level;

    Compression(int level) {
        this.level = level;
    }

    /// zstd's level, 0 for none.
    public int level() {
        return level;
    }

    /// What follows the compression byte, unpacked.
    ///
    /// @throws MalformedException for a code that this version does not know, or a frame that is refused
    /// @throws ZstdMissingException if it is compressed, and this machine has no library to unpack it with
    public static byte[] unpack(int code, byte[] packed) {
        return switch (code) {
            case NONE_CODE -> packed;
            case ZSTD_CODE -> Zstd.unpack(packed);
            default -> throw new MalformedException(Kind.UNSUPPORTED, "compression");
        };
    }
}
