package org.sotto.crypto.ratchet;

import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Whose Diffie-Hellman step comes next.
///
/// A step on receiving is not followed at once by one's own: that waits for the next send. So receiving draws no
/// randomness, and no fresh private key lies in a state that waits.
sealed interface Turn extends AutoCloseable {

    /// The next send makes a fresh pair against this key of the peer.
    record Ours(byte[] peerKey) implements Turn {
        @Override
        public void close() {}
    }

    /// The peer has, or will get, the public half of this pair, and steps when it answers.
    record Theirs(DhKeyPair own) implements Turn {
        @Override
        public void close() {
            own.close();
        }
    }

    @Override
    void close();

    default void encode(ByteWriter out) {
        switch (this) {
            case Ours ours -> out.u8(1).bytes(ours.peerKey());
            case Theirs theirs -> theirs.own().encode(out.u8(2));
        }
    }

    static Turn decode(ByteReader in) {
        return switch (in.u8()) {
            case 1 -> new Ours(in.bytes(Keys.SIZE));
            case 2 -> new Theirs(DhKeyPair.decode(in));
            default -> throw new MalformedException(Kind.OUT_OF_RANGE, "session");
        };
    }
}
