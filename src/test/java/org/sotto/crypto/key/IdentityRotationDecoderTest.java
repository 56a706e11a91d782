package org.sotto.crypto.key;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import org.sotto.crypto.BadSignatureException;
import org.sotto.support.VectorPeople;
import org.sotto.support.Vectors;
import org.sotto.support.decoder.BadKeys;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for rotations of an identity.
@Decodes(IdentityRotation.class)
final class IdentityRotationDecoderTest extends DecoderContract {

    private final byte[] record = Vectors.of("rotation.json").bytes("record");

    @Override
    protected List<byte[]> valid() {
        return List.of(record);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        return IdentityRotation.decode(bytes).encode();
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
    protected boolean isRefusal(RuntimeException e) {
        return super.isRefusal(e) || e instanceof BadSignatureException;
    }

    @Override
    protected List<Row> rows() {
        return List.of(
                Row.of("version 0", Kind.WRONG_VERSION, Row.with(record, 0, 0)),
                Row.of("version 2", Kind.WRONG_VERSION, Row.with(record, 0, 2)),
                Row.of("another predecessor", BadSignatureException.class, Row.with(record, 1, record[1] ^ 1)),
                Row.of("the successor's version", Kind.WRONG_VERSION, Row.with(record, 33, 2)),
                Row.of("the successor's agreement key", Kind.NON_CANONICAL, Row.with(record, 66, BadKeys.prime())),
                Row.of("time with its top bit", Kind.OUT_OF_RANGE, Row.with(record, 162, 0x80)),
                Row.of("another time", BadSignatureException.class, Row.with(record, 169, record[169] ^ 1)),
                Row.of("one identity twice", Kind.OUT_OF_RANGE, toItself()),
                Row.of("s not canonical", BadSignatureException.class, Row.with(record, 266, BadKeys.order())));
    }

    private static byte[] toItself() {
        try (IdentityKeyPair anew = VectorPeople.aliceAnew()) {
            byte[] own = anew.record().fingerprint().bytes();
            byte[] bytes = Arrays.copyOf(Vectors.of("rotation.json").bytes("record"), IdentityRotation.SIZE);
            System.arraycopy(own, 0, bytes, 1, own.length);
            return bytes;
        }
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
