package org.sotto.sqlite;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sqlite.JDBC;

/// Opens SQLite files in SQLCipher 4's format, and tells whether a file is one.
///
/// The library sets itself up with the first connection of a process. A second connection at that very moment does
/// without the encryption, and its file is written in the clear without a word; so the first one is opened here,
/// alone. Whoever makes a file checks it all the same, with [#requireEncrypted(Path)].
public final class EncryptedSqlite {
    /// What every file starts with that is not encrypted (section 1.2 of SQLite's file format).
    private static final byte[] PLAIN = "SQLite format 3\0".getBytes(US_ASCII);

    private EncryptedSqlite() {}

    /// Holds the library's set-up: a class is initialized by one thread, and others wait for it.
    private static final class Library {
        static {
            try (Connection first = JDBC.createConnection(JDBC.PREFIX + ":memory:", new Properties())) {
                first.getMetaData();
            } catch (SQLException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private Library() {}

        static void load() {}
    }

    /// Properties of a connection, for whoever opens one by other means than [#open(Path, SecretBytes, Map)].
    /// The library is set up when this returns.
    ///
    /// The key goes in here and never as a password, with which the driver would take another cipher in
    /// silence. The driver takes it as text only; the string lives as long as the garbage collector pleases.
    ///
    /// @param key  32 bytes, the page key itself: no derivation for each connection
    /// @param more of the caller's own
    public static Map<String, String> properties(SecretBytes key, Map<String, String> more) {
        Library.load();
        Map<String, String> properties = new TreeMap<>(more);
        properties.put("cipher", "sqlcipher");
        properties.put("legacy", "4"); // SQLCipher 4's format
        properties.put("key", "x'" + HexFormat.of().formatHex(SecretAccess.bytes(key)) + "'");
        properties.put("journal_mode", "WAL");
        properties.put("synchronous", "FULL");
        properties.put("foreign_keys", "true");
        return properties;
    }

    /// Not by DriverManager: a host with class loaders of its own may hide the driver from it.
    public static Connection open(Path file, SecretBytes key, Map<String, String> more) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(properties(key, more));
        return JDBC.createConnection(JDBC.PREFIX + file.toAbsolutePath(), properties);
    }

    /// Puts an open database under another page key, all of it or nothing. Nobody else may have it open.
    ///
    /// @param key 32 bytes
    public static void rekey(Connection connection, SecretBytes key) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = DELETE"); // a write-ahead log would hold pages of both keys
            statement.execute("PRAGMA rekey = \"x'" + HexFormat.of().formatHex(SecretAccess.bytes(key)) + "'\"");
        }
    }

    /// Call it when the file has its first table.
    ///
    /// @throws IllegalStateException the file is in the clear
    public static void requireEncrypted(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            if (Arrays.equals(in.readNBytes(PLAIN.length), PLAIN)) {
                throw new IllegalStateException("the database " + file + " is not encrypted");
            }
        }
    }
}
