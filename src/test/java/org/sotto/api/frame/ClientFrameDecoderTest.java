package org.sotto.api.frame;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.api.ApiLimits;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for the frames that a server reads.
@Decodes({ClientFrame.class, SendFrame.class, FrameType.class})
final class ClientFrameDecoderTest extends DecoderContract {
    private static final int HEAD = 5;
    private static final int SEND = 1;
    private static final int ACK = 4;

    private final byte[] send = new SendFrame(7, new byte[16], new byte[32], new byte[32], new byte[] {1, 2}).encode();
    private final byte[] ack = acknowledge(2);
    private final byte[] challenge = new ClientFrame.Challenge(0xfffffffeL, new byte[32]).encode();
    private final byte[] proof = new ClientFrame.Proof(9, new byte[64]).encode();
    private final byte[] ping = new ClientFrame.Ping(0).encode();

    @Override
    protected List<byte[]> valid() {
        return List.of(send, ack, challenge, proof, ping);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        return ClientFrame.decode(bytes).encode();
    }

    @Override
    protected @Nullable Kind cut(byte[] valid, int length) {
        if (length < HEAD) {
            return Kind.TRUNCATED;
        }
        if (valid[0] == SEND && length >= FrameLimits.SEND_HEAD) {
            return length == FrameLimits.SEND_HEAD ? Kind.OUT_OF_RANGE : null;
        }
        if (valid[0] == ACK) {
            return length == HEAD + ApiLimits.MESSAGE_ID ? null : Kind.WRONG_LENGTH;
        }
        return Kind.TRUNCATED;
    }

    @Override
    protected @Nullable Kind trailing(byte[] valid) {
        return switch (valid[0]) {
            case SEND -> null;
            case ACK -> Kind.WRONG_LENGTH;
            default -> Kind.TRAILING_BYTES;
        };
    }

    @Override
    protected List<Row> rows() {
        byte[] large = Row.cut(send, FrameLimits.MAX_FRAME + 1);
        return List.of(
                Row.of("type 0", Kind.WRONG_TYPE, Row.with(ping, 0, 0)),
                Row.of("type 10", Kind.WRONG_TYPE, Row.with(ping, 0, 10)),
                Row.of("type 255", Kind.WRONG_TYPE, Row.with(ping, 0, 255)),
                Row.of("SENT, a server's", Kind.WRONG_TYPE, Row.with(ping, 0, 2)),
                Row.of("DELIVER, a server's", Kind.WRONG_TYPE, Row.with(ping, 0, 3)),
                Row.of("DRAINED, a server's", Kind.WRONG_TYPE, Row.with(ping, 0, 8)),
                Row.of("PREKEYS_LOW, a server's", Kind.WRONG_TYPE, Row.with(ping, 0, 9)),
                Row.of("a blob above the limit", Kind.OUT_OF_RANGE, large),
                Row.of("no id to acknowledge", Kind.WRONG_LENGTH, Row.cut(ack, HEAD)),
                Row.of("257 ids to acknowledge", Kind.OUT_OF_RANGE, acknowledge(257)));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }

    private static byte[] acknowledge(int ids) {
        return new ClientFrame.Ack(8, Collections.nCopies(ids, new byte[16])).encode();
    }
}
