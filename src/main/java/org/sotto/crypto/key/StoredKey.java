package org.sotto.crypto.key;

import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException.Kind;

/// The first byte of each stored private key, so that one kind is never read as another (section 13 of
/// docs/protocol.md).
public enum StoredKey {
    IDENTITY(1),
    SIGNED_PREKEY(2),
    ONE_TIME_PREKEY(3),
    DEVICE(4),
    TOKEN(5);

    private final int tag;

    StoredKey(int tag) {
        this.tag = tag;
    }

    public void write(ByteWriter out) {
        out.u8(tag);
    }

    /// @throws org.sotto.wire.MalformedException with WRONG_TYPE if another tag stands there
    public void expect(ByteReader in) {
        in.expect(tag, Kind.WRONG_TYPE);
    }
}
