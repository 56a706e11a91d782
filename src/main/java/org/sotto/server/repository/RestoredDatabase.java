package org.sotto.server.repository;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.StartRefusedException;
import org.sotto.sqlite.EncryptedSqlite;

/// A database that comes out of a backup, before a server runs on it.
public final class RestoredDatabase {
    private RestoredDatabase() {}

    /// Looks it through, and forgets what works once.
    ///
    /// @throws StartRefusedException it does not open with these keys, is not in order, or of a newer version
    public static void settle(DataFolder folder, ServerKeys keys) {
        try (SecretBytes key = keys.database();
                Connection connection = DatabaseCheck.open(
                        folder.database(),
                        key,
                        "the database of the backup is not in order (hint: take another backup)");
                Statement statement = connection.createStatement()) {
            // what was used up since the backup was made must not come back; devices bring new prekeys by themselves
            statement.executeUpdate("DELETE FROM one_time_prekeys WHERE record IS NOT NULL");
            statement.executeUpdate("DELETE FROM invitations");
        } catch (SQLException e) {
            throw new StartRefusedException(
                    "the database of the backup does not open with this key (hint: give the key file and the"
                            + " storage.encryption settings that the server had)",
                    e);
        }
    }

    /// Puts it under the database key of other keys, and looks it through once more.
    ///
    /// @throws StartRefusedException it cannot be written
    public static void rekey(DataFolder folder, ServerKeys present, ServerKeys fresh) {
        try (SecretBytes before = present.database();
                SecretBytes after = fresh.database()) {
            try (Connection connection = EncryptedSqlite.open(folder.database(), before, DatabaseKey.FORM)) {
                EncryptedSqlite.rekey(connection, after);
            }
            DatabaseCheck.open(
                            folder.database(),
                            after,
                            "the database was damaged on its way to the new key (hint: again)")
                    .close();
        } catch (SQLException e) {
            throw new StartRefusedException(
                    "the database cannot be put under the new key (hint: is the disk full?)", e);
        }
    }
}
