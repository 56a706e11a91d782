package org.sotto.protocol;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.crypto.CryptoException;
import org.sotto.crypto.InvalidPublicKeyException;
import org.sotto.crypto.RefusedException;
import org.sotto.support.VectorPeople;
import org.sotto.support.Vectors;
import org.sotto.support.decoder.BadKeys;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for first blobs as they come from a server, which made them or not.
@Decodes(FirstBlob.class)
final class FirstBlobDecoderTest extends DecoderContract {
    private static final int HEAD = 1_125;
    private static final int SMALLEST = HEAD + 1_747 + 16;

    private final VectorPeople people = new VectorPeople();
    private final byte[] blob = Vectors.of("first-blob.json").in("one_time").bytes("blob");

    @Override
    protected List<byte[]> valid() {
        return List.of(blob);
    }

    /// A blob that was opened is the one that was sealed: there is nothing to encode again.
    @Override
    protected byte[] recode(byte[] bytes) {
        FirstBlob.open(bytes, people.signed, people.bob.record().fingerprint());
        return bytes.clone();
    }

    @Override
    protected boolean isRefusal(RuntimeException e) {
        return super.isRefusal(e) || e instanceof CryptoException;
    }

    @Override
    protected Object cut(byte[] valid, int length) {
        return length < SMALLEST ? Kind.TRUNCATED : AuthenticationFailedException.class;
    }

    @Override
    protected Object trailing(byte[] valid) {
        return AuthenticationFailedException.class;
    }

    @Override
    protected List<Row> rows() {
        return List.of(
                Row.of("an ordinary blob", Kind.WRONG_TYPE, Row.with(blob, 0, 1)),
                Row.of("key id 0", Kind.OUT_OF_RANGE, Row.with(blob, 1, 0, 0, 0, 0)),
                Row.of("another key id", RefusedException.class, Row.with(blob, 4, blob[4] ^ 1)),
                Row.of("another ciphertext", AuthenticationFailedException.class, Row.with(blob, 5, blob[5] ^ 1)),
                Row.of(
                        "an ephemeral key not below p",
                        InvalidPublicKeyException.class,
                        Row.with(blob, HEAD - 32, BadKeys.prime())),
                Row.of(
                        "an ephemeral key of small order",
                        InvalidPublicKeyException.class,
                        Row.with(blob, HEAD - 32, new byte[32])),
                Row.of(
                        "another sealed byte",
                        AuthenticationFailedException.class,
                        Row.with(blob, HEAD, blob[HEAD] ^ 1)));
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
