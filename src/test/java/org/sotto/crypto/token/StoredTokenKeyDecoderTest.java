package org.sotto.crypto.token;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for the stored keys of an issuer.
@Decodes(TokenKeyPair.class)
final class StoredTokenKeyDecoderTest extends DecoderContract {
    private final byte[] stored = TokenKeys.stored();

    @Override
    protected List<byte[]> valid() {
        return List.of(stored);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        try (TokenKeyPair pair = TokenKeyPair.decode(bytes)) {
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
        return List.of(Row.of("the tag of a device key", Kind.WRONG_TYPE, Row.with(stored, 0, 4)));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
