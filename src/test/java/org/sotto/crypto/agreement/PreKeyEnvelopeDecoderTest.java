package org.sotto.crypto.agreement;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.crypto.BadSignatureException;
/// The contract of [DecoderContract] for prekey envelopes.
import org.sotto.support.VectorPeople;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

@Decodes(PreKeyEnvelope.class)
final class PreKeyEnvelopeDecoderTest extends DecoderContract {

    private final byte[] envelope = new VectorPeople().form(true).bytes("envelope");

    @Override
    protected List<byte[]> valid() {
        return List.of(envelope, new VectorPeople().form(false).bytes("envelope"));
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        return PreKeyEnvelope.decode(bytes).encode();
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
                Row.of("version 2", Kind.WRONG_VERSION, Row.with(envelope, 0, 2)),
                Row.of("suite 0", Kind.WRONG_SUITE, Row.with(envelope, 1, 0)),
                Row.of("version of the record", Kind.WRONG_VERSION, Row.with(envelope, 2, 9)),
                Row.of(
                        "signature of the record",
                        BadSignatureException.class,
                        Row.with(envelope, 67, envelope[67] ^ 1)),
                Row.of("created with its top bit", Kind.OUT_OF_RANGE, Row.with(envelope, 131, 0x80)),
                Row.of("signed prekey id 0", Kind.OUT_OF_RANGE, Row.with(envelope, 139, 0, 0, 0, 0)));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
