package org.sotto.crypto.proof;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.support.Vectors;
import org.sotto.support.decoder.BadKeys;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for stored device keys.
@Decodes(DeviceKeyPair.class)
final class DeviceKeyDecoderTest extends DecoderContract {

    private final byte[] stored = new ByteWriter(33)
            .u8(4)
            .bytes(Vectors.of("proof.json").all("proofs").getFirst().bytes("secret"))
            .toByteArray();

    @Override
    protected List<byte[]> valid() {
        return List.of(stored);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        try (DeviceKeyPair pair = DeviceKeyPair.decode(bytes)) {
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
                Row.of("zero", Kind.OUT_OF_RANGE, Row.with(stored, 1, new byte[32])),
                Row.of("ℓ", Kind.NON_CANONICAL, Row.with(stored, 1, BadKeys.order())),
                Row.of("the top bit", Kind.NON_CANONICAL, Row.with(stored, 32, 0x80)));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
