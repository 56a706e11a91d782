package org.sotto.crypto.ratchet;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.support.Vectors;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for headers, with a part of either type.
@Decodes({MessageHeader.class, SckaPart.class})
final class MessageHeaderDecoderTest extends DecoderContract {
    private final byte[] fromHolder =
            Vectors.of("session.json").all("messages").get(0).bytes("header");
    private final byte[] fromPeer =
            Vectors.of("session.json").all("messages").get(2).bytes("header");

    @Override
    protected List<byte[]> valid() {
        return List.of(fromHolder, fromPeer);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        return MessageHeader.decode(bytes).encode();
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
                Row.of("part type 0", Kind.WRONG_TYPE, Row.with(fromHolder, 52, 0)),
                Row.of("part type 3", Kind.WRONG_TYPE, Row.with(fromPeer, 52, 3)),
                Row.of("fill behind a key", Kind.NON_ZERO_FILL, Row.with(fromHolder, 1_269, 1)),
                Row.of("last byte of the fill", Kind.NON_ZERO_FILL, Row.with(fromHolder, 1_279, 1)),
                Row.of("fill behind a ciphertext", Kind.NON_ZERO_FILL, Row.with(fromPeer, 1_173, 1)),
                Row.of("a key said to be a ciphertext", Kind.NON_ZERO_FILL, Row.with(fromHolder, 52, 2)));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
