package org.sotto.server.repository;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sotto.server.config.StartRefusedException;

/// The version of the tables, which the scripts under `db/sqlite` raise.
final class StoreVersion {
    /// Of the newest script (`StoreVersionTest`).
    static final int NEWEST = 7;

    private static final String FOUND = "SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history";
    private static final String KNOWN =
            "SELECT count(*) FROM sqlite_schema WHERE name = 'flyway_schema_history' AND type = 'table'";

    private StoreVersion() {}

    /// Older tables are brought up to date by the start; of newer ones nobody here knows what they mean.
    ///
    /// @throws StartRefusedException a newer program made them
    static void check(Connection connection) throws SQLException {
        if (number(connection, KNOWN) > 0 && number(connection, FOUND) > NEWEST) {
            throw new StartRefusedException(
                    "the database was made by a newer sotto (hint: use that version, or restore a backup of this one)");
        }
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.getLong(1);
        }
    }
}
