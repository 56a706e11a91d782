package org.sotto.server.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.api.AuditEntry;
import org.sotto.api.AuditVerification;
import org.sotto.server.repository.AuditRepository;
import org.sotto.server.repository.TamperedLog;
import org.sotto.server.repository.Transactions;
import org.sotto.server.settings.AuditSettings;
import org.sotto.support.MovableClock;
import org.sotto.support.OnMovableClock;

/// Rows go after 90 days, and what is left is a whole chain.
@QuarkusTest
@TestProfile(OnMovableClock.class)
class AuditRetentionTest {
    private final AuditService audit;
    private final AuditReader reader;
    private final AuditVerifier verifier;
    private final AuditRetention retention;
    private final AuditRepository stored;
    private final AuditChain chain;
    private final AuditLog writer;
    private final Transactions transactions;
    private final TamperedLog log;
    private final MovableClock clock;

    AuditRetentionTest(
            AuditService audit,
            AuditReader reader,
            AuditVerifier verifier,
            AuditRetention retention,
            AuditRepository stored,
            AuditChain chain,
            AuditLog writer,
            Transactions transactions,
            TamperedLog log,
            MovableClock clock) {
        this.audit = audit;
        this.reader = reader;
        this.verifier = verifier;
        this.retention = retention;
        this.stored = stored;
        this.chain = chain;
        this.writer = writer;
        this.transactions = transactions;
        this.log = log;
        this.clock = clock;
    }

    private List<AuditEntry> rows() {
        return reader.page(null, null).items();
    }

    @Test
    void rowsGoAfter90DaysAndTheRestIsWhole() throws Exception {
        audit.certificateRenewed();
        clock.advance(Duration.ofDays(45));
        retention.run();
        audit.certificateRenewed();
        long young = rows().getLast().id();
        clock.advance(Duration.ofDays(45).minusHours(1));
        assertEquals(0, retention.run(), "the oldest is not 90 days old");
        clock.advance(Duration.ofHours(2));
        long gone = retention.run();
        assertTrue(gone > 0);
        assertEquals(young, rows().getFirst().id());
        AuditEntry trimmed = rows().getLast();
        assertEquals("log-trimmed", trimmed.event());
        assertEquals(gone, trimmed.count());
        AuditVerification found = verifier.verify();
        assertTrue(found.intact());
        assertEquals(young, found.first());
        assertEquals(rows().size(), found.rows());
    }

    @Test
    void rowsGoEarlierWhereItIsSetSo() throws Exception {
        audit.certificateRenewed();
        clock.advance(Duration.ofDays(8));
        assertEquals(0, retention.run(), "90 days is the default");
        AuditRetention week = new AuditRetention(
                stored,
                chain,
                writer,
                new EventMeters(stored, new SimpleMeterRegistry()),
                transactions,
                new AuditSettings(7),
                clock);
        assertTrue(week.run() > 0);
        assertTrue(verifier.verify().intact());
    }

    @Test
    void aRowThatIsMissingAtTheNewStartIsNamed() throws Exception {
        audit.certificateRenewed();
        clock.advance(Duration.ofDays(91));
        audit.certificateRenewed();
        audit.certificateRenewed();
        assertTrue(retention.run() > 0);
        long first = rows().getFirst().id();
        try (var _ = log.kept()) {
            log.change("DELETE FROM audit_log WHERE event_id = ?", first);
            AuditVerification found = verifier.verify();
            assertEquals("missing", found.problem());
            assertEquals(first, found.badRow());
        }
        assertTrue(verifier.verify().intact());
    }

    @Test
    void moreThanABatchGoesAtOnceAndTheChainGoesOnFromAnEmptyLog() throws Exception {
        for (int i = 0; i < 600; i++) {
            audit.certificateRenewed();
        }
        clock.advance(Duration.ofDays(91));
        assertTrue(retention.run() >= 600);
        assertTrue(rows().stream().allMatch(row -> row.event().equals("log-trimmed")));
        assertTrue(verifier.verify().intact());
        audit.certificateRenewed();
        assertTrue(verifier.verify().intact());
    }
}
