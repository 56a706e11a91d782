package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.crypto.CryptoException;
import org.sotto.crypto.RefusedException;
import org.sotto.support.MemorySkippedKeys;
import org.sotto.support.Vectors;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for ratchet messages, as the responder meets them: whatever comes, the state that
/// refuses it is byte for byte what it was.
@Decodes(RatchetMessage.class)
final class RatchetMessageDecoderTest extends DecoderContract {
    private static final int SMALLEST = 1 + 24 + 1_280 + 16 + 16;

    private final byte[] state = new VectorSession().stored(VectorSession.RESPONDER);
    private final byte[] message =
            Vectors.of("session.json").all("messages").getFirst().bytes("message");

    @Override
    protected List<byte[]> valid() {
        return List.of(message);
    }

    /// A message that was opened is the one that was sealed: there is nothing to encode again.
    @Override
    protected byte[] recode(byte[] bytes) {
        TripleRatchet ratchet = TripleRatchet.decode(state);
        try {
            ratchet.decrypt(bytes, new MemorySkippedKeys());
        } finally {
            assertArrayEquals(state, ratchet.encode());
        }
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
                Row.of("type 0", Kind.WRONG_TYPE, Row.with(message, 0, 0)),
                Row.of("a first blob", Kind.WRONG_TYPE, Row.with(message, 0, 2)),
                Row.of("another nonce", RefusedException.class, Row.with(message, 1, message[1] ^ 1)),
                Row.of("another header", RefusedException.class, Row.with(message, 25, message[25] ^ 1)),
                Row.of("another header tag", RefusedException.class, Row.with(message, 1_305, message[1_305] ^ 1)),
                Row.of(
                        "another body",
                        AuthenticationFailedException.class,
                        Row.with(message, 1_321, message[1_321] ^ 1)));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
