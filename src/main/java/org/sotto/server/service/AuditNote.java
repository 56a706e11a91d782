package org.sotto.server.service;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// What a row of the audit log says, before it is sealed: event u8 ‖ count u32 ‖ tag 32. All have one size, so that
/// nobody who sees the rows alone tells them apart. The time stands beside it, under the same seal.
///
/// @param event a number of [AuditEvent], or of a later version's
/// @param tag   of the device that it is about; null for none
record AuditNote(int event, long count, byte @Nullable [] tag) {
    private static final int TAG = 32;
    private static final byte[] NOBODY = new byte[TAG];

    byte[] encode() {
        return new ByteWriter(5 + TAG)
                .u8(event)
                .u32(count)
                .bytes(tag == null ? NOBODY : tag)
                .toByteArray();
    }

    /// @throws org.sotto.wire.MalformedException never for what was encoded here
    static AuditNote decode(byte[] bytes) {
        ByteReader reader = new ByteReader(bytes, "audit note");
        int event = reader.u8();
        long count = reader.u32();
        byte[] tag = reader.bytes(TAG);
        reader.end();
        return new AuditNote(event, count, Arrays.equals(tag, NOBODY) ? null : tag);
    }
}
