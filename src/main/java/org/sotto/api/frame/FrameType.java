package org.sotto.api.frame;

import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// The first byte of a frame. Some types stand for a question in one direction and its answer in the other.
enum FrameType {
    SEND,
    SENT,
    DELIVER,
    ACK,
    CHALLENGE,
    PROOF,
    PING,
    DRAINED,
    PREKEYS_LOW;

    int number() {
        return ordinal() + 1;
    }

    static FrameType read(ByteReader in) {
        int number = in.u8();
        if (number < 1 || number > values().length) {
            throw new MalformedException(Kind.WRONG_TYPE, "frame");
        }
        return values()[number - 1];
    }

    /// A writer that holds the 5-byte head: type ‖ request id.
    ///
    /// @param bodySize bytes that will follow
    ByteWriter head(long requestId, int bodySize) {
        return new ByteWriter(FrameLimits.HEAD + bodySize).u8(number()).u32(requestId);
    }

    MalformedException unexpected() {
        return new MalformedException(Kind.WRONG_TYPE, "frame");
    }
}
