package org.sotto.server.repository;

import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.PrivateFiles;
import org.sotto.sqlite.EncryptedSqlite;

/// Hands the page key and its manner to the SQLite driver as connection properties; they never stand in the
/// configuration, which other parts of the framework show.
@ApplicationScoped
@Named("databaseKey")
final class DatabaseKey implements CredentialsProvider {
    /// Pages of 8 KiB hold three messages of the smallest size, where 4 KiB hold one (docs/benchmarks.md). Whoever
    /// opens the file has to know it: nothing in it can be read before.
    static final Map<String, String> FORM = Map.of("legacy_page_size", "8192", "page_size", "8192");

    private static final Map<String, String> MANNER = Map.of("busy_timeout", "5000", "transaction_mode", "IMMEDIATE");

    private final ServerKeys keys;
    private final Path file;

    DatabaseKey(ServerKeys keys, DataFolder folder) {
        this.keys = keys;
        // SQLite gives its other files the mode of this one, which it would make readable
        this.file = folder.database();
        PrivateFiles.createIfMissing(file);
        checkWhole();
    }

    @Override
    public Map<String, String> getCredentials(String credentialsProviderName) {
        try (SecretBytes key = keys.database()) {
            Map<String, String> ours = new HashMap<>(FORM);
            ours.putAll(MANNER);
            return EncryptedSqlite.properties(key, ours);
        }
    }

    /// Before the scripts run, which take a newer store for one that is up to date.
    private void checkWhole() {
        if (file.toFile().length() == 0) {
            return; // it was made just now
        }
        try (SecretBytes key = keys.database()) {
            DatabaseCheck.open(
                            file,
                            key,
                            "the database " + file + " is damaged, and nothing was written to it (hint: keep a copy of"
                                    + " the data folder, and restore a backup)")
                    .close();
        } catch (SQLException e) {
            // StartFailure has a line for it
            throw new StorageException("the database does not open", e);
        }
    }

    /// A file that was made in the clear must never be used.
    void check(@Observes StartupEvent started) throws IOException {
        EncryptedSqlite.requireEncrypted(file);
    }
}
