package org.sotto.server.repository;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.config.DataFolder;
import org.sqlite.JDBC;

class DatabaseKeyTest {
    @TempDir
    Path temporary;

    private static void fill(DataFolder folder, Map<String, String> settings) throws Exception {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Connection connection = JDBC.createConnection(JDBC.PREFIX + folder.resolve("sotto.db"), properties);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE things(id INTEGER)");
        }
    }

    @Test
    void aDatabaseInTheClearStopsTheStartAndAnEncryptedOneDoesNot() throws Exception {
        try (DataFolder folder = DataFolder.open(temporary.resolve("plain"));
                ServerKeys keys = ServerKeys.open(folder, Optional.empty(), new SecureRandom())) {
            DatabaseKey key = new DatabaseKey(keys, folder);
            fill(folder, Map.of());
            assertThrows(IllegalStateException.class, () -> key.check(new StartupEvent()));
        }
        try (DataFolder folder = DataFolder.open(temporary.resolve("encrypted"));
                ServerKeys keys = ServerKeys.open(folder, Optional.empty(), new SecureRandom())) {
            DatabaseKey key = new DatabaseKey(keys, folder);
            fill(folder, key.getCredentials("databaseKey"));
            key.check(new StartupEvent());
        }
    }
}
