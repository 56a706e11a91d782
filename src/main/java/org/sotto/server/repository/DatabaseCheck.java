package org.sotto.server.repository;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.server.config.StartRefusedException;
import org.sotto.sqlite.EncryptedSqlite;

/// Reads every page of the database before the first byte is written to it: each page carries a MAC under the
/// database's key, so one that was cut off, altered or put there from elsewhere is found now, and not when its row
/// is asked for.
final class DatabaseCheck {
    private DatabaseCheck() {}

    /// A connection to a database that is whole, and not of a newer program. Whoever asks closes it.
    ///
    /// @param damaged what to say of a file that is not whole
    /// @throws StartRefusedException if it is not, or a newer program made it
    /// @throws SQLException if it does not open with this key
    static Connection open(Path file, SecretBytes key, String damaged) throws SQLException {
        try {
            Connection connection = EncryptedSqlite.open(file, key, DatabaseKey.FORM);
            try {
                check(connection, damaged);
                return connection;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("SQLITE_CORRUPT")) { // opening alone may find it
                throw new StartRefusedException(damaged, e);
            }
            throw e;
        }
    }

    private static void check(Connection connection, String damaged) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (!rows.next() || !"ok".equals(rows.getString(1))) {
                throw new StartRefusedException(damaged);
            }
        }
        StoreVersion.check(connection);
    }
}
