package org.sotto.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.crypto.key.SecretBytes;
import org.sqlite.JDBC;

class EncryptedSqliteTest {
    /// Without the set-up by one thread, two of 120 such processes wrote a file in the clear.
    private static final int PROCESSES = Boolean.getBoolean("sotto.long") ? 300 : 5;

    @TempDir
    Path folder;

    private static void fill(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE things(id INTEGER)");
        }
    }

    @Test
    void aFileIsEncryptedAndOpensWithItsKeyAlone() throws Exception {
        Path file = folder.resolve("test.db");
        try (SecretBytes key = SecretBytes.adopt(new byte[32]);
                SecretBytes other = SecretBytes.adopt(new byte[] {
                    1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
                })) {
            try (Connection connection = EncryptedSqlite.open(file, key, Map.of())) {
                fill(connection);
            }
            EncryptedSqlite.requireEncrypted(file);
            assertThrows(
                    SQLException.class,
                    () -> EncryptedSqlite.open(file, other, Map.of()).close());
        }
    }

    @Test
    void aFileInTheClearIsFound() throws Exception {
        Path file = folder.resolve("plain.db");
        try (Connection connection = JDBC.createConnection(JDBC.PREFIX + file, new Properties())) {
            fill(connection);
        }
        assertThrows(IllegalStateException.class, () -> EncryptedSqlite.requireEncrypted(file));
    }

    @Test
    void twoFirstConnectionsAtTheSameMomentAreBothEncrypted() throws Exception {
        for (int i = 0; i < PROCESSES; i++) {
            List<Path> files = List.of(folder.resolve(i + "a.db"), folder.resolve(i + "b.db"));
            assertEquals(0, run(files), "the child failed");
            for (Path file : files) {
                EncryptedSqlite.requireEncrypted(file);
            }
        }
        System.out.println(PROCESSES + " processes opened two files at once, all encrypted");
    }

    private static int run(List<Path> files) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstOpenChild.class.getName(),
                        files.getFirst().toString(),
                        files.getLast().toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!child.waitFor(60, TimeUnit.SECONDS)) {
            child.destroyForcibly();
            throw new AssertionError("the child does not end");
        }
        return child.exitValue();
    }
}
