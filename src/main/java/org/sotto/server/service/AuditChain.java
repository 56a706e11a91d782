package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.util.Arrays;
import org.sotto.crypto.primitive.Mac;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.repository.AuditHead;
import org.sotto.server.repository.AuditRow;
import org.sotto.wire.ByteWriter;

/// The MACs that hold the audit log together. Their key comes from the storage key: whoever has the database alone,
/// even
/// open, makes none.
///
/// link = MAC(0 ‖ id u64 ‖ time u64 ‖ link before ‖ sealed), head = MAC(1 ‖ first u64 ‖ base ‖ last u64 ‖ link).
@Singleton
final class AuditChain {
    private static final int ROW = 0;
    private static final int HEAD = 1;

    private final ServerKeys keys;

    AuditChain(ServerKeys keys) {
        this.keys = keys;
    }

    /// What stands in the place of the link before the first row of all.
    static byte[] start() {
        return new byte[Mac.SIZE];
    }

    byte[] link(byte[] before, long id, long timestamp, byte[] sealed) {
        return keys.auditMac(new ByteWriter(17 + Mac.SIZE + sealed.length)
                .u8(ROW)
                .u64(id)
                .u64(timestamp)
                .bytes(before)
                .bytes(sealed)
                .toByteArray());
    }

    boolean follows(byte[] before, AuditRow row) {
        return Mac.equal(link(before, row.id(), row.timestamp(), row.sealed()), row.link());
    }

    AuditHead head(long first, byte[] base, long last, byte[] link) {
        return new AuditHead(first, base, last, link, mac(first, base, last, link));
    }

    boolean isOurs(AuditHead head) {
        return Mac.equal(mac(head.first(), head.base(), head.last(), head.link()), head.mac());
    }

    /// Whether the chain begins in the middle of the log: its head had been gone, or not ours, when a row was written.
    static boolean isRestarted(AuditHead head) {
        return head.first() != 1 && Arrays.equals(head.base(), start());
    }

    private byte[] mac(long first, byte[] base, long last, byte[] link) {
        return keys.auditMac(new ByteWriter(17 + 2 * Mac.SIZE)
                .u8(HEAD)
                .u64(first)
                .bytes(base)
                .u64(last)
                .bytes(link)
                .toByteArray());
    }
}
