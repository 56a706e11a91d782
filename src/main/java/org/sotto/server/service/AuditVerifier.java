package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sotto.api.AuditVerification;
import org.sotto.server.repository.AuditHead;
import org.sotto.server.repository.AuditRepository;
import org.sotto.server.repository.AuditRow;
import org.sotto.server.service.AuditFinding.Kind;

/// Checks the audit log from one end of its chain to the other while the server goes on writing to it.
@Singleton
public final class AuditVerifier {
    private static final int PAGE = 500;
    /// Old rows may go while the check is among them. They go once an hour.
    private static final int ATTEMPTS = 3;

    private final AuditRepository rows;
    private final AuditChain chain;

    AuditVerifier(AuditRepository rows, AuditChain chain) {
        this.rows = rows;
        this.chain = chain;
    }

    public AuditVerification verify() {
        AuditVerification result = attempt();
        for (int i = 1; i < ATTEMPTS && !result.intact() && first() != result.first(); i++) {
            result = attempt();
        }
        return result;
    }

    private long first() {
        return rows.head().map(AuditHead::first).orElse(0L);
    }

    private AuditVerification attempt() {
        Optional<AuditHead> head = rows.head();
        long first = head.map(AuditHead::first).orElse(0L);
        AuditWalk walk = head.filter(chain::isOurs)
                .map(ours -> new AuditWalk(chain, ours.first(), ours.base()))
                .orElseGet(() -> new AuditWalk(chain, lowest(), null));
        Optional<AuditFinding> finding = head.filter(chain::isOurs)
                .filter(AuditChain::isRestarted)
                .map(restarted -> new AuditFinding(restarted.first(), Kind.RESTARTED))
                .or(() -> toTheEnd(walk));
        return result(walk, first, finding);
    }

    private long lowest() {
        return rows.after(Long.MIN_VALUE, Long.MIN_VALUE, 1).stream()
                .mapToLong(AuditRow::id)
                .findFirst()
                .orElse(1);
    }

    /// Reads rows until there is none above, and then asks whether the head ends there too. Rows that came between the
    /// two are read in another round.
    private Optional<AuditFinding> toTheEnd(AuditWalk walk) {
        long after = Long.MIN_VALUE;
        while (true) {
            Optional<AuditHead> head = rows.head();
            List<AuditRow> page = rows.after(after, Long.MIN_VALUE, PAGE);
            if (page.isEmpty()) {
                return head.filter(chain::isOurs)
                        .map(ours -> atTheEnd(walk, ours))
                        .orElseGet(() -> Optional.of(new AuditFinding(walk.last(), Kind.HEAD)));
            }
            for (AuditRow row : page) {
                Optional<AuditFinding> finding = walk.step(row);
                if (finding.isPresent()) {
                    return finding;
                }
            }
            after = walk.last();
        }
    }

    /// The head was read before the page that was empty: all that it vouches for has been there to be read.
    private static Optional<AuditFinding> atTheEnd(AuditWalk walk, AuditHead head) {
        if (head.last() > walk.last()) {
            return Optional.of(new AuditFinding(walk.last() + 1, Kind.MISSING));
        }
        if (head.last() < walk.last()) {
            return Optional.of(new AuditFinding(head.last() + 1, Kind.ADDED));
        }
        return Optional.empty();
    }

    private static AuditVerification result(AuditWalk walk, long first, Optional<AuditFinding> finding) {
        return new AuditVerification(
                finding.isEmpty(),
                walk.rows(),
                first,
                walk.last(),
                walk.link(),
                finding.filter(each -> each.kind() != Kind.HEAD)
                        .map(AuditFinding::row)
                        .orElse(null),
                finding.map(each -> each.kind().name().toLowerCase(Locale.ROOT)).orElse(null));
    }
}
