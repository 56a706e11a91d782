package org.sotto.protocol;

import java.util.Arrays;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Turns an encoded content into the plaintext of a ratchet message and back, so that the blob gets one of the allowed
/// sizes. Plaintext = compression byte (0) ‖ content ‖ 0x80 ‖ zeros; section 6 of docs/protocol.md.
public final class Padding {
    /// The largest content in bytes: 1 MiB.
    public static final int MAX_CONTENT = 1_048_576;

    /// A ratchet message without its body, and the two bytes of the frame around the content.
    private static final int ORDINARY_OVERHEAD = 1_337 + 2;

    /// The same in a first blob.
    private static final int FIRST_OVERHEAD = 4_225 + 2;

    private static final int NOT_COMPRESSED = 0;
    private static final int ZSTD = 1;
    private static final byte END = (byte) 0x80;

    private Padding() {}

    /// The largest content in bytes that [#pad] takes.
    public static int capacity(PaddingStrategy strategy, boolean first) {
        return switch (strategy) {
            case BUCKET -> MAX_CONTENT;
            case CONSTANT -> SizeClass.LARGE - overhead(first);
        };
    }

    /// @param first whether the message will travel in a first blob
    /// @throws IllegalArgumentException if the content is larger than [#capacity]
    public static byte[] pad(byte[] content, PaddingStrategy strategy, boolean first) {
        if (content.length > capacity(strategy, first)) {
            throw new IllegalArgumentException("a content has at most " + capacity(strategy, first) + " bytes here");
        }
        int blob = switch (strategy) {
            case BUCKET -> SizeClass.atLeast(content.length + overhead(first), first);
            case CONSTANT -> SizeClass.LARGE;
        };
        byte[] plaintext = new byte[blob - overhead(first) + 2];
        plaintext[0] = NOT_COMPRESSED;
        System.arraycopy(content, 0, plaintext, 1, content.length);
        plaintext[1 + content.length] = END;
        return plaintext;
    }

    /// @throws MalformedException for any other ending, a content above 1 MiB, or a compression that this version does
    ///     not know ([Kind#UNSUPPORTED])
    public static byte[] unpad(byte[] plaintext) {
        int end = plaintext.length - 1;
        while (end > 0 && plaintext[end] == 0) {
            end--;
        }
        if (end < 1) {
            throw new MalformedException(Kind.TRUNCATED, "padding");
        }
        if (plaintext[end] != END) {
            throw new MalformedException(Kind.NON_ZERO_FILL, "padding");
        }
        switch (plaintext[0]) {
            case NOT_COMPRESSED -> {}
            case ZSTD -> throw new MalformedException(Kind.UNSUPPORTED, "compression");
            default -> throw new MalformedException(Kind.WRONG_TYPE, "compression");
        }
        if (end - 1 > MAX_CONTENT) {
            throw new MalformedException(Kind.OUT_OF_RANGE, "content");
        }
        return Arrays.copyOfRange(plaintext, 1, end);
    }

    private static int overhead(boolean first) {
        return first ? FIRST_OVERHEAD : ORDINARY_OVERHEAD;
    }
}
