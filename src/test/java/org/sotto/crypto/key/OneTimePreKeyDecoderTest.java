package org.sotto.crypto.key;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.support.Vectors;
import org.sotto.support.decoder.BadKeys;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for one-time prekey records.
@Decodes(OneTimePreKey.class)
final class OneTimePreKeyDecoderTest extends DecoderContract {

    private final byte[] record =
            Vectors.of("handshake.json").in("one_time_prekey").bytes("record");

    @Override
    protected List<byte[]> valid() {
        return List.of(record);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        return OneTimePreKey.decode(bytes).encode();
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
                Row.of("id 0", Kind.OUT_OF_RANGE, Row.with(record, 0, 0, 0, 0, 0)),
                Row.of("prekey not below p", Kind.NON_CANONICAL, Row.with(record, 4, BadKeys.prime())),
                Row.of("prekey with its top bit", Kind.NON_CANONICAL, Row.with(record, 4, BadKeys.topBit())),
                Row.of("ML-KEM-1024 coefficient q", Kind.NON_CANONICAL, Row.with(record, 36, BadKeys.modulus())));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
