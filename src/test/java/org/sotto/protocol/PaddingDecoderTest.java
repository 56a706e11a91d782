package org.sotto.protocol;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for padded plaintexts.
@Decodes(Padding.class)
final class PaddingDecoderTest extends DecoderContract {
    private static final byte[] PADDED = {0, 'a', 'b', 'c', (byte) 0x80, 0, 0, 0};

    @Override
    protected List<byte[]> valid() {
        return List.of(PADDED);
    }

    /// Encoded again by the page's own words, to the size that it had.
    @Override
    protected byte[] recode(byte[] bytes) {
        byte[] content = Padding.unpad(bytes);
        if (bytes[0] != 0) {
            return bytes.clone();
        }
        ByteWriter out = new ByteWriter(bytes.length).u8(0).bytes(content).u8(0x80);
        return out.zeros(bytes.length - out.size()).toByteArray();
    }

    @Override
    protected @Nullable Kind cut(byte[] valid, int length) {
        if (length < 2) {
            return Kind.TRUNCATED;
        }
        return length < 5 ? Kind.NON_ZERO_FILL : null;
    }

    @Override
    protected @Nullable Kind trailing(byte[] valid) {
        return null;
    }

    @Override
    protected List<Row> rows() {
        byte[] large = new byte[Padding.MAX_CONTENT + 3];
        large[large.length - 1] = (byte) 0x80;
        return List.of(
                Row.of("compression 2", Kind.UNSUPPORTED, Row.with(PADDED, 0, 2)),
                Row.of("zeros only", Kind.TRUNCATED, new byte[64]),
                Row.of("no content and no end", Kind.TRUNCATED, new byte[] {(byte) 0x80}),
                Row.of("another end", Kind.NON_ZERO_FILL, Row.with(PADDED, 4, 0x81)),
                Row.of("fill behind the end", Kind.NON_ZERO_FILL, Row.with(PADDED, 7, 1)),
                Row.of("a content of 1 MiB and a byte", Kind.OUT_OF_RANGE, large));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
