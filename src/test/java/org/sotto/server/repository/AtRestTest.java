package org.sotto.server.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.sotto.api.BundleRequest;
import org.sotto.api.PrekeyUpload;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.primitive.Hash;
import org.sotto.support.TestDevice;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// What the database holds, read with the server's own key.
@QuarkusTest
class AtRestTest {
    private final TestServer server;
    private final AgroalDataSource source;

    AtRestTest(TestServer server, @io.quarkus.agroal.DataSource("sqlite") AgroalDataSource source) {
        this.server = server;
        this.source = source;
    }

    private List<String> query(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    Object value = rows.getObject(i);
                    values.add(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value));
                }
            }
        }
        return values;
    }

    private String everything() throws SQLException {
        StringBuilder all = new StringBuilder();
        for (String table : query("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
            all.append(String.join(" ", query("SELECT * FROM \"" + table + "\"")))
                    .append('\n');
        }
        return all.toString();
    }

    @Test
    void noIdAndNoKeyOfADeviceStandsInARow() throws IOException, SQLException {
        TestDevice device = server.registered();
        BundleRequest mailbox = server.publicMailbox(device);
        String rows = everything();
        HexFormat hex = HexFormat.of();
        assertFalse(rows.contains(hex.formatHex(device.id())));
        assertFalse(rows.contains(hex.formatHex(device.key().publicKey())));
        assertFalse(rows.contains(hex.formatHex(device.identity().record().signingKey())));
        assertFalse(rows.contains(hex.formatHex(mailbox.mailbox())));
        assertFalse(rows.contains(hex.formatHex(mailbox.sendSecret())));
    }

    @Test
    void aPrekeyStandsInARowUnderTagsAlone() throws IOException, SQLException {
        TestDevice device = server.registered();
        int id = 1_734_520_913;
        byte[] record;
        try (OneTimePreKeyPair pair = OneTimePreKeyPair.generate(device.identity(), id, new SecureRandom());
                TlsConnection connection = server.connect()) {
            record = pair.record().encode();
            PrekeyUpload upload = new PrekeyUpload(null, List.of(record));
            String token = device.token(connection);
            assertEquals(
                    200, connection.request("PUT", "/v1/prekeys", token, upload).status());
        }
        List<String> values = query("SELECT * FROM one_time_prekeys");
        assertFalse(values.isEmpty());
        assertFalse(values.contains(String.valueOf(id)));
        HexFormat hex = HexFormat.of();
        String rows = everything();
        assertFalse(rows.contains(hex.formatHex(record, 0, 36)), "the id and the X25519 key");
        assertFalse(rows.contains(hex.formatHex(Hash.sha256(record))));
        assertFalse(rows.contains(hex.formatHex(Hash.sha512(record), 0, 32)));
    }

    @Test
    void noColumnNamesASender() throws SQLException {
        for (String table : query("SELECT name FROM sqlite_schema WHERE type = 'table'")) {
            for (String column : query("SELECT name FROM pragma_table_info('" + table + "')")) {
                String lower = column.toLowerCase(Locale.ROOT);
                assertFalse(lower.contains("sender") || lower.contains("author"), table + "." + column);
                assertFalse(lower.contains("address"), table + "." + column);
            }
        }
    }

    @Test
    void registrationsAreRoundedToTheHour() throws IOException, SQLException {
        server.registered();
        for (String registered : query("SELECT registered FROM registered_devices")) {
            assertEquals(0, Long.parseLong(registered) % 3_600_000);
        }
    }

    @Test
    void everyConnectionFlushesAndChecksReferences() throws SQLException {
        assertEquals(List.of("2"), query("PRAGMA synchronous"), "FULL");
        assertEquals(List.of("wal"), query("PRAGMA journal_mode"));
        assertEquals(List.of("1"), query("PRAGMA foreign_keys"));
        assertEquals(List.of("5000"), query("PRAGMA busy_timeout"));
        assertEquals(List.of("sqlcipher"), query("PRAGMA cipher"));
    }

    @Test
    void theFileIsEncryptedAndDoesNotOpenWithoutItsKey() throws IOException {
        Path file = server.data("sotto.db");
        String start = new String(Files.readAllBytes(file), 0, 16, StandardCharsets.ISO_8859_1);
        assertFalse(start.startsWith("SQLite format"));
        assertThrows(SQLException.class, () -> read("jdbc:sqlite:" + file));
        String wrong = "0".repeat(64);
        assertThrows(
                SQLException.class,
                () -> read("jdbc:sqlite:" + file + "?cipher=sqlcipher&legacy=4&key=x'" + wrong + "'"));
        assertTrue(Files.size(file) > 0);
    }

    private static void read(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT count(*) FROM registered_devices").close();
        }
    }
}
