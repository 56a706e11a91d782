package org.sotto.crypto.token;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for the public keys that tokens are issued under.
@Decodes(TokenKey.class)
final class TokenKeyDecoderTest extends DecoderContract {
    private final byte[] key = TokenKeys.RFC.bytes("pkS");

    @Override
    protected List<byte[]> valid() {
        return List.of(key);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        return TokenKey.decode(bytes).encode();
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
                Row.of("another algorithm", Kind.WRONG_TYPE, Row.with(key, 16, 1)),
                Row.of("another salt's length", Kind.WRONG_TYPE, Row.with(key, 66, 0x20)),
                Row.of("the exponent 3", Kind.WRONG_TYPE, Row.with(key, 339, 0, 0, 3)),
                Row.of("an even modulus", Kind.NON_CANONICAL, Row.with(key, 336, 0x5e)),
                Row.of("a modulus of 2,047 bits", Kind.NON_CANONICAL, Row.with(key, 81, 0x4b)));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
