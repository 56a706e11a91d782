package org.sotto.protocol.compression;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.HexFormat;
import java.util.List;
import org.sotto.support.Prose;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for compressed contents. A content has many frames, so what is read is given back
/// as it is; that packing and unpacking agree, and the whole table of refused frames, is in [ZstdTest].
@Decodes({Compression.class, Zstd.class, ZstdCalls.class, ZstdFrame.class})
final class CompressedContentDecoderTest extends DecoderContract {
    private static final int CONTENT = 3_000;
    private static final int BEFORE_BLOCKS = 7;
    private static final byte[] FRAME =
            Zstd.pack(Prose.of(CONTENT, 7).getBytes(US_ASCII), Compression.HARD).orElseThrow();
    private static final byte[] BY_HAND = HexFormat.of().parseHex("28b52ffd2003190000616263");

    @Override
    protected List<byte[]> valid() {
        return List.of(FRAME, BY_HAND);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        Compression.unpack(Compression.ZSTD_CODE, bytes);
        return bytes.clone();
    }

    /// A frame that is cut to less than a 200th of its content is refused for that before its blocks are looked at.
    @Override
    protected Kind cut(byte[] valid, int length) {
        boolean tooMuch = valid == FRAME && length >= BEFORE_BLOCKS && CONTENT > ZstdFrame.MAX_RATIO * length;
        return tooMuch ? Kind.OUT_OF_RANGE : Kind.TRUNCATED;
    }

    @Override
    protected Kind trailing(byte[] valid) {
        return Kind.TRAILING_BYTES;
    }

    @Override
    protected List<Row> rows() {
        return List.of(
                Row.of("another magic number", Kind.WRONG_TYPE, Row.with(FRAME, 0, FRAME[0] ^ 1)),
                Row.of("a checksum", Kind.UNSUPPORTED, Row.with(FRAME, 4, FRAME[4] | 4)),
                Row.of("another size", Kind.CORRUPT, Row.with(BY_HAND, 5, 4)));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
