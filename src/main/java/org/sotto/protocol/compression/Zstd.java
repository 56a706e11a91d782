package org.sotto.protocol.compression;

import java.util.Optional;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// One content, one frame, one fresh context: nothing of a content has an influence on the size of another.
public final class Zstd {
    private Zstd() {}

    /// The frame; empty if there is no library, nothing to do, or the frame is one that a receiver refuses because a
    /// content of so few bytes may not be so large.
    public static Optional<byte[]> pack(byte[] content, Compression compression) {
        if (compression == Compression.NONE || content.length > ZstdFrame.MAX_CONTENT || !ZstdLibrary.usable()) {
            return Optional.empty();
        }
        byte[] frame = ZstdCalls.compress(content, compression.level());
        try {
            ZstdFrame.parse(frame);
        } catch (MalformedException e) {
            return Optional.empty();
        }
        return Optional.of(frame);
    }

    /// In one call into an array of the declared size: no window and no second buffer, whatever the frame says.
    ///
    /// @throws MalformedException for a frame that is damaged, or not of the form of [ZstdFrame]
    /// @throws ZstdMissingException if this machine has no library
    static byte[] unpack(byte[] frame) {
        ZstdFrame shape = ZstdFrame.parse(frame);
        if (!ZstdLibrary.usable()) {
            throw new ZstdMissingException();
        }
        byte[] content = new byte[shape.contentSize()];
        if (ZstdCalls.decompress(frame, content) != content.length) {
            throw new MalformedException(Kind.WRONG_LENGTH, "compressed content");
        }
        return content;
    }
}
