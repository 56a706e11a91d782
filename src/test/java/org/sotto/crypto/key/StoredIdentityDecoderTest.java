package org.sotto.crypto.key;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.support.VectorPeople;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for stored identities.
@Decodes({IdentityKeyPair.class, StoredKey.class})
final class StoredIdentityDecoderTest extends DecoderContract {

    private final byte[] stored = new VectorPeople().alice.encode();

    @Override
    protected List<byte[]> valid() {
        return List.of(stored);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        try (IdentityKeyPair pair = IdentityKeyPair.decode(bytes)) {
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
                Row.of("tag 0", Kind.WRONG_TYPE, Row.with(stored, 0, 0)),
                Row.of("the tag of a signed prekey", Kind.WRONG_TYPE, Row.with(stored, 0, 2)));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
