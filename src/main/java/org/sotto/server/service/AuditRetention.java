package org.sotto.server.service;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.sotto.server.repository.AuditHead;
import org.sotto.server.repository.AuditRepository;
import org.sotto.server.repository.AuditRow;
import org.sotto.server.repository.Transactions;
import org.sotto.server.settings.AuditSettings;

/// Forgets what is older than its time, 90 days unless set otherwise, from the start of the chain up to the first row
/// that is not.
///
/// Each row is verified before it goes: a time that was altered makes no row go early, and a finding stays in the log
/// until somebody has seen it. The head remembers the link of the last one that went.
@Singleton
public final class AuditRetention {
    private static final int BATCH = 500;
    private static final Logger LOG = Logger.getLogger(AuditRetention.class);

    private final AuditRepository rows;
    private final AuditChain chain;
    private final AuditLog log;
    private final EventMeters meters;
    private final Transactions transactions;
    private final Duration life;
    private final Clock clock;

    AuditRetention(
            AuditRepository rows,
            AuditChain chain,
            AuditLog log,
            EventMeters meters,
            Transactions transactions,
            AuditSettings settings,
            Clock clock) {
        this.rows = rows;
        this.chain = chain;
        this.log = log;
        this.meters = meters;
        this.transactions = transactions;
        this.life = Duration.ofDays(settings.retentionDays());
        this.clock = clock;
    }

    /// @return how many rows went
    public long run() {
        long before = Hours.floor(clock.instant().minus(life));
        long total = 0;
        long gone;
        do {
            gone = transactions.write(() -> batch(before));
            total += gone;
        } while (gone == BATCH);
        return total;
    }

    private long batch(long before) {
        Optional<AuditHead> head = rows.head().filter(chain::isOurs);
        if (head.isEmpty() || AuditChain.isRestarted(head.get())) {
            stopped();
            return 0;
        }
        AuditWalk walk = new AuditWalk(chain, head.get().first(), head.get().base());
        go(walk, head.get(), before);
        if (walk.rows() > 0) {
            rows.delete(head.get().first(), walk.last());
            rows.setHead(chain.head(
                    walk.last() + 1, walk.link(), head.get().last(), head.get().link()));
            meters.count(AuditEvent.LOG_TRIMMED);
            log.append(new AuditNote(AuditEvent.LOG_TRIMMED.number(), walk.rows(), null));
        }
        return walk.rows();
    }

    private void go(AuditWalk walk, AuditHead head, long before) {
        for (AuditRow row : rows.after(head.first() - 1, Long.MIN_VALUE, BATCH)) {
            if (row.timestamp() >= before || row.id() > head.last()) {
                return;
            }
            if (walk.step(row).isPresent()) {
                stopped();
                return;
            }
        }
    }

    private static void stopped() {
        LOG.error("the audit log keeps its old rows, for it was altered: see sotto audit --verify");
    }
}
