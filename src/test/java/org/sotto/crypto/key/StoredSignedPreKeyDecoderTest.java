package org.sotto.crypto.key;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.support.VectorPeople;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for stored signed prekeys.
@Decodes(SignedPreKeyPair.class)
final class StoredSignedPreKeyDecoderTest extends DecoderContract {

    private final byte[] stored = new VectorPeople().signed.encode();

    @Override
    protected List<byte[]> valid() {
        return List.of(stored);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        try (SignedPreKeyPair pair = SignedPreKeyPair.decode(bytes)) {
            return pair.encode();
        }
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
        return List.of(
                Row.of("the tag of an identity", Kind.WRONG_TYPE, Row.with(stored, 0, 1)),
                Row.of("version of the record", Kind.WRONG_VERSION, Row.with(stored, 129, 2)),
                Row.of("suite of the record", Kind.WRONG_SUITE, Row.with(stored, 130, 2)),
                Row.of("id 0", Kind.OUT_OF_RANGE, Row.with(stored, 131, 0, 0, 0, 0)));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
