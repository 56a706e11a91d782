package org.sotto.server.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.server.config.StartRefusedException;
import org.sotto.sqlite.EncryptedSqlite;

/// Reads every page of the database before the server writes the first byte: each page carries a MAC under the
/// database's key, so one that was cut off, altered or put there from elsewhere is found now, and not when its row is
/// asked for.
final class DatabaseCheck {
    private static final String DAMAGED = " is damaged, and nothing was written to it (hint: keep a copy of the data"
            + " folder, and restore a backup)";

    private DatabaseCheck() {}

    /// @throws StartRefusedException if the file is there and not whole
    static void check(Path file, SecretBytes key) {
        if (isEmpty(file)) {
            return;
        }
        try (Connection connection = EncryptedSqlite.open(file, key, DatabaseKey.FORM);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(1)")) {
            if (!rows.next() || !"ok".equals(rows.getString(1))) {
                throw new StartRefusedException("the database " + file + DAMAGED);
            }
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("SQLITE_CORRUPT")) {
                throw new StartRefusedException("the database " + file + DAMAGED);
            }
            // whatever else is wrong, StartFailure has a line for it
            throw new StorageException("the database cannot be checked", e);
        }
    }

    private static boolean isEmpty(Path file) {
        try {
            return !Files.exists(file) || Files.size(file) == 0;
        } catch (IOException e) {
            throw new StorageException("the database cannot be looked at", e);
        }
    }
}
