package org.sotto.crypto.agreement;

import org.sotto.wire.ByteReader;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Which side of a session one is, for as long as the session lives.
public enum Role {
    /// Fetched the other's bundle and wrote first: A in docs/protocol.md.
    INITIATOR(1),
    /// Answered: B.
    RESPONDER(2);

    private final int code;

    Role(int code) {
        this.code = code;
    }

    /// One byte in stored state.
    public int code() {
        return code;
    }

    /// @throws MalformedException for another byte than 1 or 2
    public static Role decode(ByteReader in) {
        return switch (in.u8()) {
            case 1 -> INITIATOR;
            case 2 -> RESPONDER;
            default -> throw new MalformedException(Kind.OUT_OF_RANGE, "role");
        };
    }
}
