package org.sotto.server.service;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sotto.server.repository.AuditRow;
import org.sotto.server.service.AuditFinding.Kind;

/// Goes along the chain of the audit log row by row, up to the first one that does not belong there.
final class AuditWalk {
    private final AuditChain chain;
    private long last;
    private byte @Nullable [] link;
    private long rows;

    /// @param first the id of the first row
    /// @param base  the link before it; null takes that row on trust, for want of a head
    AuditWalk(AuditChain chain, long first, byte @Nullable [] base) {
        this.chain = chain;
        this.last = first - 1;
        this.link = base;
    }

    /// Goes on to this row, or tells why it cannot; then it stays where it is.
    Optional<AuditFinding> step(AuditRow row) {
        if (row.id() <= last) {
            return Optional.of(new AuditFinding(row.id(), Kind.ADDED));
        }
        if (row.id() != last + 1) {
            return Optional.of(new AuditFinding(last + 1, Kind.MISSING));
        }
        if (link != null && !chain.follows(link, row)) {
            return Optional.of(new AuditFinding(row.id(), Kind.ALTERED));
        }
        last = row.id();
        link = row.link();
        rows++;
        return Optional.empty();
    }

    long last() {
        return last;
    }

    byte[] link() {
        return link == null ? AuditChain.start() : link;
    }

    long rows() {
        return rows;
    }
}
