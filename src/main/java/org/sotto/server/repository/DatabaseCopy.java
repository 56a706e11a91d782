package org.sotto.server.repository;

import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.PrivateFiles;
import org.sotto.sqlite.EncryptedSqlite;

/// A copy of the live database, as of one moment, under the same page key.
///
/// By VACUUM INTO, in one read transaction beside the writer. Not by the driver's `backup to`: that writes the
/// copy in the clear.
@Singleton
public final class DatabaseCopy {
    private final javax.sql.DataSource source;
    private final Path file;

    DatabaseCopy(@DataSource("sqlite") javax.sql.DataSource source, DataFolder folder) {
        this.source = source;
        this.file = folder.database().resolveSibling("backup.db.new");
    }

    /// What a server that was killed left behind.
    void clean(@Observes StartupEvent started) throws IOException {
        Files.deleteIfExists(file);
    }

    /// The copy, beside the database; the caller deletes it.
    ///
    /// @throws StorageException it could not be made, for want of room mostly
    public Path make() throws IOException {
        Files.deleteIfExists(file);
        PrivateFiles.createIfMissing(file);
        try (Connection connection = source.getConnection();
                PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
            copy.setString(1, file.toString());
            copy.execute();
        } catch (SQLException e) {
            Files.deleteIfExists(file);
            throw new StorageException("the database could not be copied", e);
        }
        EncryptedSqlite.requireEncrypted(file);
        return file;
    }
}
