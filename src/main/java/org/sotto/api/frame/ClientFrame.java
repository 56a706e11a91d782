package org.sotto.api.frame;

import java.util.ArrayList;
import java.util.List;
import org.sotto.api.ApiLimits;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// A frame from a client to its server: type u8 ‖ request id u32 ‖ body. The answer carries the same request id.
public sealed interface ClientFrame
        permits SendFrame, ClientFrame.Ack, ClientFrame.Challenge, ClientFrame.Proof, ClientFrame.Ping {
    /// Chosen by the client, u32.
    long requestId();

    byte[] encode();

    /// @throws MalformedException if `bytes` is not exactly one frame that a client may send
    static ClientFrame decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes, "frame");
        FrameType type = FrameType.read(in);
        long id = in.u32();
        ClientFrame frame = switch (type) {
            case SEND -> SendFrame.read(id, in);
            case ACK -> Ack.read(id, in);
            case CHALLENGE -> new Challenge(id, in.bytes(ApiLimits.NONCE));
            case PROOF -> new Proof(id, in.bytes(ApiLimits.PROOF));
            case PING -> new Ping(id);
            case SENT, DELIVER, DRAINED, PREKEYS_LOW -> throw type.unexpected();
        };
        in.end();
        return frame;
    }

    /// The deliveries with these message ids (16 bytes each, 1–256 of them) are stored and may be deleted. Answered by
    /// [ServerFrame.Sent].
    record Ack(long requestId, List<byte[]> ids) implements ClientFrame {
        public Ack {
            ids = List.copyOf(ids);
        }

        static Ack read(long requestId, ByteReader in) {
            int size = in.remaining();
            if (size == 0 || size % ApiLimits.MESSAGE_ID != 0) {
                throw new MalformedException(Kind.WRONG_LENGTH, "acknowledgment");
            }
            if (size / ApiLimits.MESSAGE_ID > ApiLimits.ACK_BATCH) {
                throw new MalformedException(Kind.OUT_OF_RANGE, "acknowledgment");
            }
            List<byte[]> ids = new ArrayList<>(size / ApiLimits.MESSAGE_ID);
            while (in.remaining() > 0) {
                ids.add(in.bytes(ApiLimits.MESSAGE_ID));
            }
            return new Ack(requestId, ids);
        }

        @Override
        public byte[] encode() {
            ByteWriter out = FrameType.ACK.head(requestId, ids.size() * ApiLimits.MESSAGE_ID);
            ids.forEach(out::bytes);
            return out.toByteArray();
        }
    }

    /// Asks for a challenge, to renew the stream's session; the client's nonce is 32 bytes. Answered by
    /// [ServerFrame.Challenge].
    record Challenge(long requestId, byte[] clientNonce) implements ClientFrame {
        @Override
        public byte[] encode() {
            return FrameType.CHALLENGE
                    .head(requestId, clientNonce.length)
                    .bytes(clientNonce)
                    .toByteArray();
        }
    }

    /// The proof, 64 bytes, for the last challenge on this stream. Answered by [ServerFrame.Renewed].
    record Proof(long requestId, byte[] proof) implements ClientFrame {
        @Override
        public byte[] encode() {
            return FrameType.PROOF.head(requestId, proof.length).bytes(proof).toByteArray();
        }
    }

    /// Asks for a sign of life. Answered by [ServerFrame.Ping].
    record Ping(long requestId) implements ClientFrame {
        @Override
        public byte[] encode() {
            return FrameType.PING.head(requestId, 0).toByteArray();
        }
    }
}
