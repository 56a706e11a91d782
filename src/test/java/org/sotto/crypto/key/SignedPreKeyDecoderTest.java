package org.sotto.crypto.key;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.support.Vectors;
import org.sotto.support.decoder.BadKeys;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for signed prekey records.
@Decodes(SignedPreKey.class)
final class SignedPreKeyDecoderTest extends DecoderContract {

    private final byte[] record =
            Vectors.of("handshake.json").in("signed_prekey").bytes("record");

    @Override
    protected List<byte[]> valid() {
        return List.of(record);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        return SignedPreKey.decode(bytes).encode();
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
                Row.of("version 2", Kind.WRONG_VERSION, Row.with(record, 0, 2)),
                Row.of("suite 2", Kind.WRONG_SUITE, Row.with(record, 1, 2)),
                Row.of("id 0", Kind.OUT_OF_RANGE, Row.with(record, 2, 0, 0, 0, 0)),
                Row.of("created with its top bit", Kind.OUT_OF_RANGE, Row.with(record, 6, 0x80)),
                Row.of("another life than 21 days", Kind.OUT_OF_RANGE, Row.with(record, 21, record[21] ^ 1)),
                Row.of("prekey not below p", Kind.NON_CANONICAL, Row.with(record, 22, BadKeys.prime())),
                Row.of("prekey with its top bit", Kind.NON_CANONICAL, Row.with(record, 22, BadKeys.topBit())),
                Row.of("ML-KEM-1024 coefficient q", Kind.NON_CANONICAL, Row.with(record, 54, BadKeys.modulus())),
                Row.of("ML-KEM-768 coefficient q", Kind.NON_CANONICAL, Row.with(record, 1_622, BadKeys.modulus())),
                Row.of("seal key not below p", Kind.NON_CANONICAL, Row.with(record, 2_806, BadKeys.prime())));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
