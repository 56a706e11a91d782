package org.sotto.protocol.compression;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.Optional;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// One content, one frame, one fresh context: nothing of a content has an influence on the size of another.
public final class Zstd {
    /// 1 MiB: every content fits its window, which makes its frame a single segment. zstd takes less for smaller ones.
    private static final int WINDOW_LOG = 20;

    private Zstd() {}

    /// The frame; empty if there is no library, nothing to do, or the frame is one that a receiver refuses because a
    /// content of so few bytes may not be so large.
    public static Optional<byte[]> pack(byte[] content, Compression compression) {
        if (compression == Compression.NONE || content.length > ZstdFrame.MAX_CONTENT || !ZstdLibrary.usable()) {
            return Optional.empty();
        }
        byte[] frame = compress(content, compression.level());
        try {
            ZstdFrame.parse(frame);
        } catch (MalformedException e) {
            return Optional.empty();
        }
        return Optional.of(frame);
    }

    private static byte[] compress(byte[] content, int level) {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            context.setLevel(level).setWindowLog(WINDOW_LOG).setChecksum(false).setContentSize(true);
            return context.compress(content);
        }
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
        if (decompress(frame, content) != content.length) {
            throw new MalformedException(Kind.WRONG_LENGTH, "compressed content");
        }
        return content;
    }

    private static int decompress(byte[] frame, byte[] content) {
        try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
            return context.decompress(content, frame);
        } catch (ZstdException e) {
            throw new MalformedException(Kind.CORRUPT, "compressed content");
        }
    }
}
