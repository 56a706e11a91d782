package org.sotto.crypto.key;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.crypto.BadSignatureException;
/// The contract of [DecoderContract] for prekey bundles.
import org.sotto.support.VectorPeople;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

@Decodes(PreKeyBundle.class)
final class PreKeyBundleDecoderTest extends DecoderContract {

    private final byte[] oneTime = new VectorPeople().form(true).bytes("bundle");
    private final byte[] lastResort = new VectorPeople().form(false).bytes("bundle");

    @Override
    protected List<byte[]> valid() {
        return List.of(oneTime, lastResort);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        return PreKeyBundle.decode(bytes).encode();
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
                Row.of("version 2", Kind.WRONG_VERSION, Row.with(oneTime, 0, 2)),
                Row.of("version of the record", Kind.WRONG_VERSION, Row.with(oneTime, 1, 0)),
                Row.of("signature of the record", BadSignatureException.class, Row.with(oneTime, 66, oneTime[66] ^ 1)),
                Row.of("suite of the prekey", Kind.WRONG_SUITE, Row.with(oneTime, 131, 2)),
                Row.of("flag 2", Kind.OUT_OF_RANGE, Row.with(oneTime, 3_032, 2)),
                Row.of("a record where none is said to be", Kind.NON_ZERO_FILL, Row.with(oneTime, 3_032, 0)),
                Row.of("fill", Kind.NON_ZERO_FILL, Row.with(lastResort, 4_700, 1)),
                Row.of("zeros for a record", Kind.OUT_OF_RANGE, Row.with(lastResort, 3_032, 1)));
    }

    @Override
    protected int flipEvery() {
        return 3;
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
