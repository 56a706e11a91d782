package org.sotto.server.repository;

import io.quarkus.agroal.DataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The audit log in the hands of somebody who has the open database, and no other key: inject it.
@Singleton
public class TamperedLog {
    private final javax.sql.DataSource source;

    TamperedLog(@DataSource("sqlite") javax.sql.DataSource source) {
        this.source = source;
    }

    /// Puts the log back to what it is now when this is closed.
    public TestDatabase.Trouble kept() throws SQLException {
        execute("CREATE TABLE kept_log AS SELECT * FROM audit_log");
        execute("CREATE TABLE kept_head AS SELECT * FROM audit_head");
        return () -> {
            restore();
            execute("DROP TABLE kept_log");
            execute("DROP TABLE kept_head");
        };
    }

    /// The log as it was, all of it: what no check within the database can see.
    public void restore() throws SQLException {
        execute("DELETE FROM audit_log");
        execute("DELETE FROM audit_head");
        execute("INSERT INTO audit_log SELECT * FROM kept_log");
        execute("INSERT INTO audit_head SELECT * FROM kept_head");
        execute("UPDATE sqlite_sequence SET seq = (SELECT max(event_id) FROM audit_log) WHERE name = 'audit_log'");
    }

    /// @param values longs, for the question marks
    public int change(String sql, long... values) throws SQLException {
        try (Connection own = source.getConnection();
                PreparedStatement statement = own.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setLong(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    public long number(String sql) throws SQLException {
        try (Connection own = source.getConnection();
                Statement statement = own.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : -1;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection own = source.getConnection();
                Statement statement = own.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
