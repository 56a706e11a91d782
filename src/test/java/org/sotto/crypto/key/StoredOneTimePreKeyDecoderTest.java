package org.sotto.crypto.key;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.support.VectorPeople;
import org.sotto.support.decoder.BadKeys;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for stored one-time prekeys.
@Decodes(OneTimePreKeyPair.class)
final class StoredOneTimePreKeyDecoderTest extends DecoderContract {

    private final byte[] stored = new VectorPeople().oneTime.encode();

    @Override
    protected List<byte[]> valid() {
        return List.of(stored);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        try (OneTimePreKeyPair pair = OneTimePreKeyPair.decode(bytes)) {
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
                Row.of("the tag of a device", Kind.WRONG_TYPE, Row.with(stored, 0, 4)),
                Row.of("id 0", Kind.OUT_OF_RANGE, Row.with(stored, 97, 0, 0, 0, 0)),
                Row.of("prekey with its top bit", Kind.NON_CANONICAL, Row.with(stored, 101, BadKeys.topBit())));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
