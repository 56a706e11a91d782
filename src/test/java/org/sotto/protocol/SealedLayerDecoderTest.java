package org.sotto.protocol;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.CryptoException;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.primitive.Aead;
import org.sotto.support.VectorPeople;
import org.sotto.support.Vectors;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for what anybody may seal to a public key: an envelope and a ratchet message.
@Decodes(FirstBlob.class)
final class SealedLayerDecoderTest extends DecoderContract {
    private static final int HEAD = 1_125;
    private static final int ENVELOPE = 1_747;

    private final VectorPeople people = new VectorPeople();
    private final Vectors vectors = Vectors.of("first-blob.json").in("one_time");
    private final byte[] head = Row.cut(vectors.bytes("blob"), HEAD);
    private final byte[] envelope = people.form(true).bytes("envelope");

    /// With a short ratchet message: its bytes are not looked at here.
    @Override
    protected List<byte[]> valid() {
        return List.of(Arrays.copyOf(envelope, ENVELOPE + 5));
    }

    @Override
    protected byte[] recode(byte[] inner) {
        byte[] sealed = Aead.seal(vectors.bytes("seal_key"), new byte[24], head, inner);
        byte[] blob =
                new ByteWriter(HEAD + sealed.length).bytes(head).bytes(sealed).toByteArray();
        FirstBlob opened =
                FirstBlob.open(blob, people.signed, people.bob.record().fingerprint());
        return new ByteWriter(inner.length)
                .bytes(opened.envelope().encode())
                .bytes(opened.ratchetMessage())
                .toByteArray();
    }

    @Override
    protected boolean isRefusal(RuntimeException e) {
        return super.isRefusal(e) || e instanceof CryptoException;
    }

    @Override
    protected @Nullable Object cut(byte[] valid, int length) {
        return length < ENVELOPE ? Kind.TRUNCATED : null;
    }

    @Override
    protected @Nullable Object trailing(byte[] valid) {
        return null;
    }

    @Override
    protected List<Row> rows() {
        return List.of(
                Row.of("version of the envelope", Kind.WRONG_VERSION, Row.with(envelope, 0, 2)),
                Row.of("suite of the envelope", Kind.WRONG_SUITE, Row.with(envelope, 1, 2)),
                Row.of(
                        "signature of the record",
                        BadSignatureException.class,
                        Row.with(envelope, 67, envelope[67] ^ 1)),
                Row.of(
                        "another prekey than the seal's",
                        RefusedException.class,
                        Row.with(envelope, 142, envelope[142] ^ 1)));
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
