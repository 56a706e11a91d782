package org.sotto.server.service;

import org.sotto.wire.ByteWriter;

/// The sealed columns of a device's row: each seals in its own place.
enum RowPart {
    PUBLIC_KEY,
    IDENTITY_RECORD,
    SIGNED_PREKEY;

    /// The row's name for this column: ordinal ‖ tag.
    byte[] row(byte[] tag) {
        return new ByteWriter(1 + tag.length).u8(ordinal()).bytes(tag).toByteArray();
    }
}
