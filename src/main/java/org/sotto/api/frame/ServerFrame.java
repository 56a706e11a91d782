package org.sotto.api.frame;

import java.util.Optional;
import org.sotto.api.ApiLimits;
import org.sotto.api.ProblemCode;
import org.sotto.wire.ByteReader;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// A frame from a server to a client: type u8 ‖ request id u32 ‖ body.
public sealed interface ServerFrame {
    /// That of the question, or a running number where there was none.
    long requestId();

    byte[] encode();

    /// @throws MalformedException if `bytes` is not exactly one frame that a server may send
    static ServerFrame decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes, "frame");
        FrameType type = FrameType.read(in);
        long id = in.u32();
        ServerFrame frame = switch (type) {
            case SENT -> new Sent(id, in.u8(), in.u64());
            case DELIVER -> Deliver.read(id, in);
            case CHALLENGE -> new Challenge(id, in.bytes(ApiLimits.NONCE), in.u64(), in.bytes(ApiLimits.CHALLENGE));
            case PROOF -> new Renewed(id, in.u64());
            case PING -> new Ping(id);
            case DRAINED -> new Drained(id);
            case PREKEYS_LOW -> new PreKeysLow(id);
            case SEND, ACK -> throw type.unexpected();
        };
        in.end();
        return frame;
    }

    /// What became of a SEND, an ACK, a CHALLENGE or a PROOF.
    ///
    /// @param status    0 for success, else [ProblemCode#number()]
    /// @param timestamp the server's time in ms; after mailbox-full and rate-limited the earliest time to try again
    record Sent(long requestId, int status, long timestamp) implements ServerFrame {
        private static final int BODY = 9;

        public static Sent done(long requestId, long timestamp) {
            return new Sent(requestId, 0, timestamp);
        }

        public static Sent refused(long requestId, ProblemCode code, long timestamp) {
            return new Sent(requestId, code.number(), timestamp);
        }

        public boolean success() {
            return status == 0;
        }

        /// The reason of a refusal; empty after success and for a code of a later version.
        public Optional<ProblemCode> problem() {
            return ProblemCode.of(status);
        }

        @Override
        public byte[] encode() {
            return FrameType.SENT
                    .head(requestId, BODY)
                    .u8(status)
                    .u64(timestamp)
                    .toByteArray();
        }
    }

    /// A blob that waits: message id 16 ‖ mailbox 32 ‖ received u64 ‖ blob 1–1,114,112. It comes again
    /// on the next stream until it is acknowledged.
    ///
    /// @param received ms, rounded to the hour
    record Deliver(long requestId, byte[] messageId, byte[] mailbox, long received, byte[] blob)
            implements ServerFrame {
        static Deliver read(long requestId, ByteReader in) {
            byte[] messageId = in.bytes(ApiLimits.MESSAGE_ID);
            byte[] mailbox = in.bytes(ApiLimits.MAILBOX);
            long received = in.u64();
            if (in.remaining() == 0 || in.remaining() > ApiLimits.MAX_BLOB) {
                throw new MalformedException(Kind.OUT_OF_RANGE, "blob");
            }
            return new Deliver(requestId, messageId, mailbox, received, in.rest());
        }

        @Override
        public byte[] encode() {
            return FrameType.DELIVER
                    .head(requestId, FrameLimits.DELIVER_HEAD - FrameLimits.HEAD + blob.length)
                    .bytes(messageId)
                    .bytes(mailbox)
                    .u64(received)
                    .bytes(blob)
                    .toByteArray();
        }
    }

    /// A challenge for the renewal: server nonce 32 ‖ expiry u64 ms ‖ challenge 32.
    record Challenge(long requestId, byte[] serverNonce, long expiry, byte[] challenge) implements ServerFrame {
        @Override
        public byte[] encode() {
            return FrameType.CHALLENGE
                    .head(requestId, ApiLimits.NONCE + 8 + ApiLimits.CHALLENGE)
                    .bytes(serverNonce)
                    .u64(expiry)
                    .bytes(challenge)
                    .toByteArray();
        }
    }

    /// The stream's session now stands until `expiry`, in ms.
    record Renewed(long requestId, long expiry) implements ServerFrame {
        @Override
        public byte[] encode() {
            return FrameType.PROOF.head(requestId, 8).u64(expiry).toByteArray();
        }
    }

    /// The echo of a ping. Never answered: two who answer each other would not end.
    record Ping(long requestId) implements ServerFrame {
        @Override
        public byte[] encode() {
            return FrameType.PING.head(requestId, 0).toByteArray();
        }
    }

    /// Everything that waited has been delivered on this stream.
    record Drained(long requestId) implements ServerFrame {
        @Override
        public byte[] encode() {
            return FrameType.DRAINED.head(requestId, 0).toByteArray();
        }
    }

    /// Fewer one-time prekeys are left than [ApiLimits#ONE_TIME_LOW], of this stream's device: bring some.
    record PreKeysLow(long requestId) implements ServerFrame {
        @Override
        public byte[] encode() {
            return FrameType.PREKEYS_LOW.head(requestId, 0).toByteArray();
        }
    }
}
