package org.sotto.wire;

/// Bytes that are not an encoding of the thing they were read as. The only exception that a decoder throws.
public final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What is wrong, coarse enough to tell nothing about the content.
    public enum Kind {
        TRUNCATED,
        TRAILING_BYTES,
        WRONG_LENGTH,
        WRONG_VERSION,
        WRONG_SUITE,
        WRONG_TYPE,
        NON_ZERO_FILL,
        OUT_OF_RANGE,
        NON_CANONICAL,
        BAD_CHECKSUM,
        /// Compressed data that does not unpack to what it declares.
        CORRUPT,
        /// Well-formed, but of a kind that this version does not read yet.
        UNSUPPORTED
    }

    private final Kind kind;

    public MalformedException(Kind kind, String what) {
        super(what + ": " + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
