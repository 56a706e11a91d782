package org.sotto.server.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sotto.api.AuditVerification;
import org.sotto.server.repository.TamperedLog;
import org.sotto.server.repository.TestDatabase;

/// Whatever somebody does to the log with the open database in hand, the first row that is not as it was is named.
@QuarkusTest
class AuditVerifierTest {
    private static final int ROWS = 12;

    private final AuditService audit;
    private final AuditReader reader;
    private final AuditVerifier verifier;
    private final AuditRetention retention;
    private final TamperedLog log;
    private TestDatabase.Trouble kept;
    private long last;

    AuditVerifierTest(
            AuditService audit, AuditReader reader, AuditVerifier verifier, AuditRetention retention, TamperedLog log) {
        this.audit = audit;
        this.reader = reader;
        this.verifier = verifier;
        this.retention = retention;
        this.log = log;
    }

    @BeforeEach
    void write() throws SQLException {
        for (int i = 0; i < ROWS; i++) {
            audit.certificateRenewed();
        }
        kept = log.kept();
        last = log.number("SELECT max(event_id) FROM audit_log");
    }

    @AfterEach
    void putBack() throws SQLException {
        kept.close();
        assertTrue(verifier.verify().intact(), "what was done was undone");
    }

    private void names(String problem, long row) {
        AuditVerification found = verifier.verify();
        assertFalse(found.intact());
        assertEquals(problem, found.problem());
        assertEquals(row, found.badRow());
    }

    private void change(String sql, long... values) throws SQLException {
        assertTrue(log.change(sql, values) > 0, sql);
    }

    @Test
    void aLogThatNobodyTouchedIsWhole() throws SQLException {
        AuditVerification found = verifier.verify();
        assertTrue(found.intact());
        assertNull(found.badRow());
        assertNull(found.problem());
        assertEquals(log.number("SELECT count(*) FROM audit_log"), found.rows());
        assertEquals(last, found.last());
        assertEquals(1, found.first());
    }

    @Test
    void aRemovedRowIsNamed() throws SQLException {
        change("DELETE FROM audit_log WHERE event_id = ?", last - 5);
        names("missing", last - 5);
    }

    @Test
    void aRowThatAnotherMovedOverIsNamed() throws SQLException {
        change("DELETE FROM audit_log WHERE event_id = ?", last - 5);
        for (long id = last - 4; id <= last; id++) {
            change("UPDATE audit_log SET event_id = event_id - 1 WHERE event_id = ?", id);
        }
        names("altered", last - 5);
    }

    @Test
    void theFirstRowIsNoException() throws SQLException {
        change("DELETE FROM audit_log WHERE event_id = 1");
        names("missing", 1);
    }

    @Test
    void anAlteredEventTimeOrLinkIsNamed() throws SQLException {
        change("UPDATE audit_log SET timestamp = timestamp + 3600000 WHERE event_id = ?", last - 3);
        names("altered", last - 3);
        log.restore();
        change("UPDATE audit_log SET link = zeroblob(32) WHERE event_id = ?", last - 4);
        names("altered", last - 4);
        log.restore();
        change(
                "UPDATE audit_log SET encrypted_event = (SELECT encrypted_event FROM audit_log WHERE event_id = ?)"
                        + " WHERE event_id = ?",
                last,
                last - 2);
        names("altered", last - 2);
        assertEquals(
                1,
                reader.page(null, Long.toString(last - 4)).items().stream()
                        .filter(row -> row.event().equals("unreadable"))
                        .count(),
                "and does not open in another place");
    }

    @Test
    void rowsThatChangedPlacesAreNamed() throws SQLException {
        change("UPDATE audit_log SET event_id = -1 WHERE event_id = ?", last - 6);
        change("UPDATE audit_log SET event_id = event_id - 1 WHERE event_id = ?", last - 5);
        change("UPDATE audit_log SET event_id = ? WHERE event_id = -1", last - 5);
        names("altered", last - 6);
    }

    @Test
    void aTailThatWasCutOffIsNamed() throws SQLException {
        change("DELETE FROM audit_log WHERE event_id > ?", last - 3);
        names("missing", last - 2);
        audit.certificateRenewed();
        names("missing", last - 2);
    }

    @Test
    void aRowThatWasAddedIsNamed() throws SQLException {
        change(
                "INSERT INTO audit_log SELECT ?, encrypted_event, timestamp, link FROM audit_log"
                        + " WHERE event_id = ?",
                last + 1,
                last);
        names("altered", last + 1);
        log.restore();
        change(
                "INSERT INTO audit_log SELECT -5, encrypted_event, timestamp, link FROM audit_log"
                        + " WHERE event_id = ?",
                last);
        names("added", -5);
    }

    @Test
    void aHeadThatFitsACutTailIsNotOurs() throws SQLException {
        change("DELETE FROM audit_log WHERE event_id > ?", last - 3);
        change(
                "UPDATE audit_head SET last_id = ?," + " last_link = (SELECT link FROM audit_log WHERE event_id = ?)",
                last - 3,
                last - 3);
        AuditVerification found = verifier.verify();
        assertEquals("head", found.problem());
        assertNull(found.badRow());
        assertEquals(last - 3, found.last());
    }

    @Test
    void theNextRowDoesNotMendAHeadThatIsNotOurs() throws SQLException {
        change("DELETE FROM audit_log WHERE event_id > ?", last - 3);
        change(
                "UPDATE audit_head SET last_id = ?," + " last_link = (SELECT link FROM audit_log WHERE event_id = ?)",
                last - 3,
                last - 3);
        audit.certificateRenewed();
        names("restarted", last + 1);
        audit.certificateRenewed();
        names("restarted", last + 1);
        assertEquals(
                "log-restarted",
                reader.page(null, Long.toString(last)).items().getFirst().event());
    }

    @Test
    void aLogThatIsGoneWithItsHeadDoesNotBeginAsAFreshOne() throws SQLException {
        change("DELETE FROM audit_log");
        change("DELETE FROM audit_head");
        assertEquals("head", verifier.verify().problem());
        audit.certificateRenewed();
        names("restarted", last + 1);
    }

    @Test
    void aMissingHeadIsToldAndABadRowNamedAllTheSame() throws SQLException {
        change("DELETE FROM audit_head");
        assertEquals("head", verifier.verify().problem());
        change("DELETE FROM audit_log WHERE event_id = ?", last - 5);
        names("missing", last - 5);
    }

    @Test
    void retentionRemovesNoRowWhoseTimeWasAltered() throws SQLException {
        change("UPDATE audit_log SET timestamp = 0");
        assertEquals(0, retention.run());
        names("altered", 1);
        assertEquals(last, log.number("SELECT count(*) FROM audit_log"));
    }

    /// The limit that docs/operations.md states, and what helps: the operator's note of the last row and its link.
    @Test
    void anEarlierStateOfTheWholeLogIsSeenByTheOperatorsNoteAlone() throws SQLException {
        AuditVerification early = verifier.verify();
        audit.certificateRenewed();
        AuditVerification note = verifier.verify();
        log.restore();
        AuditVerification found = verifier.verify();
        assertTrue(found.intact());
        assertArrayEquals(early.link(), found.link());
        assertTrue(found.last() < note.last());
    }
}
