package org.sotto.server.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sotto.server.config.StartRefusedException;

/// Tables of a newer program are left alone.
class StoreVersionTest {
    @Test
    void theNewestIsThatOfTheScripts() throws IOException {
        try (Stream<Path> scripts = Files.list(Path.of("src/main/resources/db/sqlite"))) {
            int newest = scripts.map(file -> file.getFileName().toString())
                    .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                    .max()
                    .orElseThrow();
            assertEquals(newest, StoreVersion.NEWEST, "a script was added: raise StoreVersion.NEWEST");
        }
    }

    @Test
    void oneMoreIsRefused() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                Statement statement = connection.createStatement()) {
            StoreVersion.check(connection); // an empty file
            statement.execute("CREATE TABLE flyway_schema_history (version TEXT)");
            statement.execute("INSERT INTO flyway_schema_history VALUES (NULL), ('" + StoreVersion.NEWEST + "')");
            StoreVersion.check(connection);
            statement.execute("INSERT INTO flyway_schema_history VALUES ('" + (StoreVersion.NEWEST + 1) + "')");
            StartRefusedException refused =
                    assertThrows(StartRefusedException.class, () -> StoreVersion.check(connection));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("the database was made by a newer sotto"));
        }
    }
}
