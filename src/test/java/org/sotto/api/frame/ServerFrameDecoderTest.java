package org.sotto.api.frame;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.support.decoder.DecoderContract;
import org.sotto.support.decoder.Decodes;
import org.sotto.support.decoder.Row;
import org.sotto.wire.MalformedException.Kind;

/// The contract of [DecoderContract] for the frames that a client reads.
@Decodes({ServerFrame.class, FrameType.class})
final class ServerFrameDecoderTest extends DecoderContract {
    private static final int HEAD = 5;
    private static final int DELIVER = 3;

    private final byte[] sent = new ServerFrame.Sent(7, 12, Long.MAX_VALUE).encode();
    private final byte[] deliver =
            new ServerFrame.Deliver(7, new byte[16], new byte[32], 3_600_000, new byte[] {1, 2}).encode();
    private final byte[] challenge = new ServerFrame.Challenge(7, new byte[32], 30_000, new byte[32]).encode();
    private final byte[] renewed = new ServerFrame.Renewed(7, 1).encode();
    private final byte[] ping = new ServerFrame.Ping(0).encode();
    private final byte[] low = new ServerFrame.PreKeysLow(1).encode();
    private final byte[] drained = new ServerFrame.Drained(0xffffffffL).encode();

    @Override
    protected List<byte[]> valid() {
        return List.of(sent, deliver, challenge, renewed, ping, drained, low);
    }

    @Override
    protected byte[] recode(byte[] bytes) {
        return ServerFrame.decode(bytes).encode();
    }

    @Override
    protected @Nullable Kind cut(byte[] valid, int length) {
        if (valid[0] != DELIVER || length < FrameLimits.DELIVER_HEAD) {
            return Kind.TRUNCATED;
        }
        return length == FrameLimits.DELIVER_HEAD ? Kind.OUT_OF_RANGE : null;
    }

    @Override
    protected @Nullable Kind trailing(byte[] valid) {
        return valid[0] == DELIVER ? null : Kind.TRAILING_BYTES;
    }

    @Override
    protected List<Row> rows() {
        byte[] large = Row.cut(deliver, FrameLimits.DELIVER_HEAD + org.sotto.api.ApiLimits.MAX_BLOB + 1);
        return List.of(
                Row.of("type 0", Kind.WRONG_TYPE, Row.with(ping, 0, 0)),
                Row.of("type 10", Kind.WRONG_TYPE, Row.with(ping, 0, 10)),
                Row.of("SEND, a client's", Kind.WRONG_TYPE, Row.with(ping, 0, 1)),
                Row.of("ACK, a client's", Kind.WRONG_TYPE, Row.with(ping, 0, 4)),
                Row.of("a time with its top bit", Kind.OUT_OF_RANGE, Row.with(sent, HEAD + 1, 0x80)),
                Row.of("a receipt with its top bit", Kind.OUT_OF_RANGE, Row.with(deliver, HEAD + 48, 0x80)),
                Row.of("an expiry with its top bit", Kind.OUT_OF_RANGE, Row.with(renewed, HEAD, 0x80)),
                Row.of("a challenge with its top bit", Kind.OUT_OF_RANGE, Row.with(challenge, HEAD + 32, 0x80)),
                Row.of("a blob above the limit", Kind.OUT_OF_RANGE, large));
    }

    @FuzzTest(maxDuration = "30s")
    void fuzz(byte[] bytes) {
        check(bytes);
    }
}
