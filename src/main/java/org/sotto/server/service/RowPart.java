package org.sotto.server.service;

import org.sotto.wire.ByteWriter;

/// The sealed columns of a device's row: each seals in its own place.
enum RowPart {
    PUBLIC_KEY(0),
    IDENTITY_RECORD(1),
    SIGNED_PREKEY(2),
    ATTESTATION(3);

    private final int number;

    RowPart(int number) {
        this.number = number;
    }

    /// The row's name for this column: number u8 ‖ tag.
    byte[] row(byte[] tag) {
        return new ByteWriter(1 + tag.length).u8(number).bytes(tag).toByteArray();
    }
}
