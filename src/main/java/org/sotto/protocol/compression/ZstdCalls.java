package org.sotto.protocol.compression;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// The calls of the library. A class of their own, and used only when [ZstdLibrary#usable()]: to link it takes the
/// library's classes, and a host of the client may have left its jar out.
final class ZstdCalls {
    /// 1 MiB: every content fits its window, which makes its frame a single segment. zstd takes less for smaller ones.
    private static final int WINDOW_LOG = 20;

    private ZstdCalls() {}

    static byte[] compress(byte[] content, int level) {
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            context.setLevel(level).setWindowLog(WINDOW_LOG).setChecksum(false).setContentSize(true);
            return context.compress(content);
        }
    }

    static int decompress(byte[] frame, byte[] content) {
        try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
            return context.decompress(content, frame);
        } catch (ZstdException e) {
            throw new MalformedException(Kind.CORRUPT, "compressed content");
        }
    }
}
