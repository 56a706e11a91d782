package org.sotto.crypto.token;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for tokens.
@Decodes(Token.class)
final class TokenDecoderTest extends DecoderContract {
    private final byte[] token = TokenKeys.RFC.all("cases").getFirst().bytes("token");

    @Override
    protected List<byte[]> valid() {
        return List.of(token);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        return Token.decode(bytes).encode();
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
                Row.of("type 1", Kind.WRONG_TYPE, Row.with(token, 1, 1)),
                Row.of("type 258", Kind.WRONG_TYPE, Row.with(token, 0, 1)));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
