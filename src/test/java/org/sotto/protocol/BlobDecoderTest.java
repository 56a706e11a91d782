package org.sotto.protocol;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for the first byte of a blob, all that a server reads of it.
@Decodes(Blob.class)
final class BlobDecoderTest extends DecoderContract {
    @Override
    protected List<byte[]> valid() {
        return List.of(new byte[] {1}, new byte[] {2, 7, 7});
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        return Row.with(bytes, 0, Blob.type(bytes).code());
    }

    @Override
    protected @Nullable Kind cut(byte[] valid, int length) {
        return length == 0 ? Kind.TRUNCATED : null;
    }

    @Override
    protected @Nullable Kind trailing(byte[] valid) {
        return null;
    }

    @Override
    protected List<Row> rows() {
        return List.of(
                Row.of("type 0", Kind.WRONG_TYPE, new byte[] {0, 1}),
                Row.of("type 3", Kind.WRONG_TYPE, new byte[] {3}),
                Row.of("type 255", Kind.WRONG_TYPE, new byte[] {(byte) 255}));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
