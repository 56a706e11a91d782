package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.sotto.server.repository.AuditHead;
import org.sotto.server.repository.AuditRepository;
import org.sotto.server.repository.AuditRow;
import org.sotto.wire.ByteWriter;

/// Appends to the audit log, row and head in one transaction.
///
/// A head that is not ours is no ground to build on: a log whose end was cut off, with a head made to match, would be
/// mended by the next row. So a new chain begins there, under the next id, and the verifier tells of it.
@Singleton
final class AuditLog {
    private static final Logger LOG = Logger.getLogger(AuditLog.class);

    private final AuditRepository rows;
    private final AuditChain chain;
    private final Sealer sealer;
    private final EventMeters meters;
    private final Clock clock;

    AuditLog(AuditRepository rows, AuditChain chain, Sealer sealer, EventMeters meters, Clock clock) {
        this.rows = rows;
        this.chain = chain;
        this.sealer = sealer;
        this.meters = meters;
        this.clock = clock;
    }

    /// Within the caller's transaction.
    void append(AuditNote note) {
        Optional<AuditHead> found = rows.head();
        long id = Math.addExact(Math.max(found.map(AuditHead::last).orElse(0L), rows.highestId()), 1);
        Optional<AuditHead> trusted = found.filter(chain::isOurs);
        if (trusted.isPresent()) {
            AuditHead head = trusted.get();
            append(note, id, head.first(), head.base(), head.link());
        } else if (id == 1) {
            append(note, id, id, AuditChain.start(), AuditChain.start());
        } else {
            restart(note, id);
        }
    }

    private void restart(AuditNote note, long id) {
        LOG.error("the head of the audit log was removed or altered: see sotto audit --verify");
        meters.count(AuditEvent.LOG_RESTARTED);
        byte[] start = AuditChain.start();
        AuditNote restarted = new AuditNote(AuditEvent.LOG_RESTARTED.number(), 1, null);
        byte[] link = append(restarted, id, id, start, start);
        append(note, Math.addExact(id, 1), id, start, link);
    }

    private byte[] append(AuditNote note, long id, long first, byte[] base, byte[] before) {
        long hour = Hours.floor(clock.instant());
        byte[] sealed = sealer.seal(Table.AUDIT_LOG, place(id, hour), note.encode());
        byte[] link = chain.link(before, id, hour, sealed);
        rows.insert(new AuditRow(id, sealed, hour, link));
        rows.setHead(chain.head(first, base, id, link));
        return link;
    }

    /// @throws IllegalStateException or a failure of the seal, if this server did not write the row in this place
    AuditNote open(AuditRow row) {
        return AuditNote.decode(sealer.open(Table.AUDIT_LOG, place(row.id(), row.timestamp()), row.sealed()));
    }

    private static byte[] place(long id, long hour) {
        return new ByteWriter(16).u64(id).u64(hour).toByteArray();
    }
}
