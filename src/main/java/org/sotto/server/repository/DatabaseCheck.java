package org.sotto.server.repository;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sotto.server.config.StartRefusedException;

/// Reads every page of the database before the first byte is written to it: each page carries a MAC under the
/// database's
/// key, so one that was cut off, altered or put there from elsewhere is found now, and not when its row is asked for.
final class DatabaseCheck {
    private DatabaseCheck() {}

    /// @param damaged what to say of a file that is not whole
    /// @throws StartRefusedException if it is not, or a newer program made it
    /// @throws SQLException if it does not open at all
    static void check(Connection connection, String damaged) throws SQLException {
        if (!isWhole(connection)) {
            throw new StartRefusedException(damaged);
        }
        StoreVersion.check(connection);
    }

    private static boolean isWhole(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            return rows.next() && "ok".equals(rows.getString(1));
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("SQLITE_CORRUPT")) {
                return false;
            }
            throw e;
        }
    }
}
