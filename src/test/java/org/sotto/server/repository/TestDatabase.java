package org.sotto.server.repository;

import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// The running server's database in states that calls alone hardly bring about: inject it.
@Singleton
public class TestDatabase {
    private final javax.sql.DataSource source;
    private final GroupCommit commits;

    TestDatabase(@DataSource("sqlite") javax.sql.DataSource source, GroupCommit commits) {
        this.source = source;
        this.commits = commits;
    }

    /// A trouble that is over when this is closed.
    public interface Trouble extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    /// Whatever reads or writes this table fails.
    public Trouble without(String table) throws SQLException {
        execute("ALTER TABLE " + table + " RENAME TO away");
        return () -> execute("ALTER TABLE away RENAME TO " + table);
    }

    /// Changes of this kind fail.
    ///
    /// @param change such as `INSERT ON pending_messages`
    public Trouble refusing(String change) throws SQLException {
        execute("CREATE TRIGGER refusal BEFORE " + change + " BEGIN SELECT RAISE(ABORT, 'refused'); END");
        return () -> execute("DROP TRIGGER refusal");
    }

    /// The newest mailbox holds so much. That the counters are right is `MessageRepositoryTest`'s matter.
    public void fillNewestMailbox(int messages, long bytes) {
        commits.submit(0, writer -> {
                    long mailbox;
                    try (var newest =
                            writer.statement("SELECT max(id) FROM mailboxes").executeQuery()) {
                        mailbox = newest.getLong(1);
                    }
                    for (int i = 0; i < messages; i++) {
                        int size = Math.toIntExact(bytes / messages + (i == 0 ? bytes % messages : 0));
                        writer.index()
                                .add(new PendingIndex.Entry(writer.nextMessageRow(), 0, mailbox, new byte[16], size));
                    }
                    return messages;
                })
                .join();
    }

    /// The device of the newest mailbox gets so many more.
    public void addMailboxes(int count) throws SQLException {
        execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + count + ")"
                + " INSERT INTO mailboxes (mailbox_tag, device_id, kind, send_hash, sealed_id, created)"
                + " SELECT randomblob(32), device_id, 1, zeroblob(64), x'00', 0 FROM n, mailboxes"
                + " WHERE id = (SELECT max(id) FROM mailboxes)");
    }

    /// No invitation that was made so far is good any more.
    public void expireInvitations() throws SQLException {
        execute("UPDATE invitations SET expires = 0");
    }

    private void execute(String sql) throws SQLException {
        try (Connection own = source.getConnection();
                Statement statement = own.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
