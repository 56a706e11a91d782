package org.sotto.server.repository;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The connection that the writer keeps for its life, with its statements prepared once. Not thread-safe.
final class WriterConnection implements AutoCloseable {
    /// KiB of pages kept: a page that is not there costs a read, a decryption and a MAC. Holds the rows of some 100,000
    /// mailboxes.
    private static final int CACHE_KIB = 32 << 10;

    private static final System.Logger LOG = System.getLogger(WriterConnection.class.getName());

    private static final String WAITING = "SELECT p.id, p.device_id, p.mailbox_id, p.message_tag, p.size, b.id"
            + " FROM pending_messages p LEFT JOIN mailboxes b ON b.id = p.mailbox_id ORDER BY p.id";

    private final Connection connection;
    private final PendingIndex index;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final List<PendingIndex.Entry> leftOver = new ArrayList<>();
    private long nextMessage;
    private long absorbed;

    /// Reads what waits into the index.
    ///
    /// @param connection in auto-commit mode, because the driver's other mode begins the next
    ///     transaction, and so takes the file's write lock, as soon as one ends
    WriterConnection(Connection connection, PendingIndex index) throws SQLException {
        // the driver's own: the pool's wrapper of a statement remembers every result that it ever
        // gave, for as long as the statement lives
        this.connection = connection.unwrap(Connection.class);
        this.index = index;
        try (Statement statement = this.connection.createStatement()) {
            statement.execute("PRAGMA cache_size = -" + CACHE_KIB);
        }
        load();
    }

    /// One walk along the table.
    private void load() throws SQLException {
        try (ResultSet row = statement(WAITING).executeQuery()) {
            while (row.next()) {
                PendingIndex.Entry entry = MessageWriter.entry(row);
                index.load(entry);
                if (row.getObject(6) == null) {
                    leftOver.add(entry);
                }
            }
        }
        index.loaded();
    }

    /// What waited in no mailbox when the connection was made.
    List<PendingIndex.Entry> leftOver() {
        return leftOver;
    }

    /// What waits, as the running transaction sees it.
    PendingIndex index() {
        return index;
    }

    /// The statement of this text; its parameters are as the last use left them.
    PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement fresh = connection.prepareStatement(sql);
        statements.put(sql, fresh);
        return fresh;
    }

    /// The row number of the next message: above all that were ever used.
    long nextMessageRow() throws SQLException {
        if (nextMessage == 0) {
            nextMessage = lastMessageRow() + 1;
        }
        return nextMessage++;
    }

    /// Counts what is written for nothing: each work of a batch has a row of its own to write.
    long nextAbsorbed() {
        return absorbed++;
    }

    void begin() throws SQLException {
        statement("BEGIN IMMEDIATE").execute();
    }

    /// Returns when the transaction is on disk.
    void commit() throws SQLException {
        statement("COMMIT").execute();
        index.commit();
    }

    /// Undoes what was not committed, and forgets the statements: the driver has closed the one that failed. SQLite may
    /// have rolled back by itself, on a full disk for instance. If more is wrong, the next statement will say so.
    void rollback() {
        nextMessage = 0;
        index.rollback();
        quietly(this::close);
        quietly(() -> {
            try (Statement undo = connection.createStatement()) {
                undo.execute("ROLLBACK");
            }
        });
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }

    private static void quietly(Step step) {
        try {
            step.run();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "after a failed write", e);
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
    }

    private long lastMessageRow() throws SQLException {
        var sequence = statement("SELECT seq FROM sqlite_sequence WHERE name = 'pending_messages'");
        try (var rows = sequence.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }
}
