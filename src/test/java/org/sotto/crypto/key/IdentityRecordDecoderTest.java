package org.sotto.crypto.key;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.crypto.BadSignatureException;
/// The contract of [DecoderContract] for identity records.
import org.sotto.support.Vectors;
import org.sotto.support.decoder.BadKeys;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

@Decodes({IdentityRecord.class, PublicKeys.class})
final class IdentityRecordDecoderTest extends DecoderContract {

    private final byte[] record = Vectors.of("identity.json").in("alice").bytes("record");

    @Override
    protected List<byte[]> valid() {
        return List.of(record, Vectors.of("identity.json").in("bob").bytes("record"));
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        return IdentityRecord.decode(bytes).encode();
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
                Row.of("signing key not canonical", Kind.NON_CANONICAL, Row.with(record, 1, BadKeys.prime())),
                Row.of("signing key of small order", Kind.NON_CANONICAL, Row.with(record, 1, BadKeys.smallOrder())),
                Row.of("agreement key not below p", Kind.NON_CANONICAL, Row.with(record, 33, BadKeys.prime())),
                Row.of("agreement key with its top bit", Kind.NON_CANONICAL, Row.with(record, 33, BadKeys.topBit())),
                Row.of("another signature", BadSignatureException.class, Row.with(record, 65, record[65] ^ 1)),
                Row.of("s not canonical", BadSignatureException.class, Row.with(record, 97, BadKeys.order())));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
