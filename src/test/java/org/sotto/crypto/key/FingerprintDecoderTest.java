package org.sotto.crypto.key;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.support.Vectors;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for fingerprints: any 32 bytes are one.
@Decodes(Fingerprint.class)
final class FingerprintDecoderTest extends DecoderContract {

    @Override
    protected List<byte[]> valid() {
        return List.of(Vectors.of("identity.json").in("alice").bytes("fingerprint"));
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        return Fingerprint.decode(bytes).bytes();
    }

    @Override
    protected Kind cut(byte[] valid, int length) {
        return Kind.WRONG_LENGTH;
    }

    @Override
    protected Kind trailing(byte[] valid) {
        return Kind.WRONG_LENGTH;
    }

    @Override
    protected List<Row> rows() {
        return List.of(Row.of("none", Kind.WRONG_LENGTH, new byte[0]));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
