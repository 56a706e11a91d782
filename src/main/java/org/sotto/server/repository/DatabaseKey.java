package org.sotto.server.repository;

import io.quarkus.credentials.CredentialsProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.HexFormat;
import java.util.Map;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.PrivateFiles;

/// Hands the page key and its manner to the SQLite driver as connection properties.
///
/// They are never a datasource password, with which the driver would take another cipher in silence, and never stand in
/// the configuration, which other parts of the framework show.
@ApplicationScoped
@Named("databaseKey")
final class DatabaseKey implements CredentialsProvider {
    private final ServerKeys keys;

    DatabaseKey(ServerKeys keys, DataFolder folder) {
        this.keys = keys;
        // SQLite gives its other files the mode of this one, which it would make readable
        PrivateFiles.createIfMissing(folder.resolve("sotto.db"));
    }

    @Override
    public Map<String, String> getCredentials(String credentialsProviderName) {
        return properties(keys);
    }

    /// The same for a connection that is opened by hand.
    static Map<String, String> properties(ServerKeys keys) {
        String hex = HexFormat.of().formatHex(SecretAccess.bytes(keys.database()));
        return Map.of(
                "cipher", "sqlcipher",
                "legacy", "4", // SQLCipher 4's format
                "key", "x'" + hex + "'", // a raw key: no derivation per connection
                "journal_mode", "WAL",
                "synchronous", "FULL",
                "foreign_keys", "true",
                "busy_timeout", "5000",
                "transaction_mode", "IMMEDIATE");
    }
}
