package org.sotto.server.repository;

import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import java.io.IOException;
import java.nio.file.Path;
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
    private static final Map<String, String> OURS = Map.of("busy_timeout", "5000", "transaction_mode", "IMMEDIATE");

    private final ServerKeys keys;
    private final Path file;

    DatabaseKey(ServerKeys keys, DataFolder folder) {
        this.keys = keys;
        // SQLite gives its other files the mode of this one, which it would make readable
        this.file = folder.database();
        PrivateFiles.createIfMissing(file);
    }

    @Override
    public Map<String, String> getCredentials(String credentialsProviderName) {
        try (SecretBytes key = keys.database()) {
            return EncryptedSqlite.properties(key, OURS);
        }
    }

    /// A file that was made in the clear must never be used.
    void check(@Observes StartupEvent started) throws IOException {
        EncryptedSqlite.requireEncrypted(file);
    }
}
