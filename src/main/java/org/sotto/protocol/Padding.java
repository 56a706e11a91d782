package org.sotto.protocol;

import java.util.Arrays;
import java.util.Optional;
import org.sotto.protocol.compression.Compression;
import org.sotto.protocol.compression.Zstd;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Turns an encoded content into the plaintext of a ratchet message and back, so that the blob gets one of the allowed
/// sizes. Plaintext = compression byte ‖ content, or its frame ‖ 0x80 ‖ zeros; section 6 of docs/protocol.md.
public final class Padding {
    /// The largest content in bytes: 1 MiB.
    public static final int MAX_CONTENT = 1_048_576;

    /// A ratchet message without its body, and the two bytes of the frame around the content.
    private static final int ORDINARY_OVERHEAD = 1_337 + 2;

    /// The same in a first blob.
    private static final int FIRST_OVERHEAD = 4_225 + 2;

    private static final byte END = (byte) 0x80;

    private Padding() {}

    /// The largest content in bytes that [#pad] takes.
    public static int capacity(PaddingStrategy strategy, boolean first) {
        return switch (strategy) {
            case BUCKET -> MAX_CONTENT;
            case CONSTANT -> SizeClass.LARGE - overhead(first);
        };
    }

    /// As it is, without compression.
    ///
    /// @param first whether the message will travel in a first blob
    /// @throws IllegalArgumentException if the content is larger than [#capacity]
    public static byte[] pad(byte[] content, PaddingStrategy strategy, boolean first) {
        if (content.length > capacity(strategy, first)) {
            throw new IllegalArgumentException("a content has at most " + capacity(strategy, first) + " bytes here");
        }
        return frame(Compression.NONE_CODE, content, strategy, first);
    }

    /// Compressed, if that makes the blob smaller: a smaller content in a blob of the same size would gain nothing.
    /// With [PaddingStrategy#CONSTANT] it never does.
    ///
    /// @throws IllegalArgumentException if the content is larger than [#capacity]
    public static byte[] pad(byte[] content, PaddingStrategy strategy, boolean first, Compression compression) {
        byte[] plain = pad(content, strategy, first);
        if (compression == Compression.NONE || strategy == PaddingStrategy.CONSTANT) {
            return plain;
        }
        Optional<byte[]> packed = Zstd.pack(content, compression)
                .filter(frame -> blobSize(frame.length, strategy, first) < blobSize(content.length, strategy, first));
        return packed.map(frame -> frame(Compression.ZSTD_CODE, frame, strategy, first))
                .orElse(plain);
    }

    private static byte[] frame(int code, byte[] packed, PaddingStrategy strategy, boolean first) {
        byte[] plaintext = new byte[blobSize(packed.length, strategy, first) - overhead(first) + 2];
        plaintext[0] = (byte) code;
        System.arraycopy(packed, 0, plaintext, 1, packed.length);
        plaintext[1 + packed.length] = END;
        return plaintext;
    }

    private static int blobSize(int packed, PaddingStrategy strategy, boolean first) {
        return switch (strategy) {
            case BUCKET -> SizeClass.atLeast(packed + overhead(first), first);
            case CONSTANT -> SizeClass.LARGE;
        };
    }

    /// @throws MalformedException for any other ending, a content above 1 MiB, a compression that this version does
    ///     not know ([Kind#UNSUPPORTED]), or a frame that is refused
    /// @throws org.sotto.protocol.compression.ZstdMissingException if this machine cannot unpack it
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
        if (end - 1 > MAX_CONTENT) {
            throw new MalformedException(Kind.OUT_OF_RANGE, "content");
        }
        return Compression.unpack(plaintext[0] & 0xFF, Arrays.copyOfRange(plaintext, 1, end));
    }

    private static int overhead(boolean first) {
        return first ? FIRST_OVERHEAD : ORDINARY_OVERHEAD;
    }
}
