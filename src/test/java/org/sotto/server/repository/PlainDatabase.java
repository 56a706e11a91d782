package org.sotto.server.repository;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The server's tables in an encrypted file, without the server: for tests of the repository alone.
final class PlainDatabase {
    private static final List<String> SCRIPTS = List.of("V1__devices.sql", "V2__mailboxes.sql", "V5__anonymous.sql");

    private final SQLiteDataSource source;
    final Lock turn = new ReentrantLock(true);

    private PlainDatabase(SQLiteDataSource source) {
        this.source = source;
    }

    /// Opens the file, and makes its tables if it is new.
    static PlainDatabase open(Path file) throws Exception {
        Properties settings = new Properties();
        settings.putAll(DatabaseKey.FORM);
        settings.putAll(Map.of(
                "cipher", "sqlcipher",
                "legacy", "4",
                "key", "x'" + "ab".repeat(32) + "'",
                "journal_mode", "WAL",
                "synchronous", "FULL",
                "foreign_keys", "true",
                "busy_timeout", "5000",
                "transaction_mode", "IMMEDIATE"));
        SQLiteDataSource source = new SQLiteDataSource(new SQLiteConfig(settings));
        source.setUrl("jdbc:sqlite:" + file);
        PlainDatabase database = new PlainDatabase(source);
        if (database.number("SELECT count(*) FROM sqlite_master") == 0) {
            for (String script : SCRIPTS) {
                database.execute(read(script));
            }
        }
        return database;
    }

    /// Of a registry that nobody asks.
    static StoreMeters meters() {
        return new StoreMeters(new SimpleMeterRegistry());
    }

    SQLiteDataSource source() {
        return source;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    long number(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// What SQLite says it will do for a statement, one line a step.
    String plan(String sql) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            while (rows.next()) {
                plan.append(rows.getString("detail")).append('\n');
            }
        }
        return plan.toString();
    }

    /// A device with one mailbox; both have row `row`.
    void addMailbox(long row) throws SQLException {
        execute("INSERT INTO registered_devices (id, device_tag, public_key, identity_record, registered)" + " VALUES ("
                + row + ", " + tag(row) + ", x'00', x'00', 0)");
        addMailbox(row, row);
    }

    /// One more mailbox of a device.
    void addMailbox(long row, long device) throws SQLException {
        execute("INSERT INTO mailboxes (id, mailbox_tag, device_id, kind, send_hash, sealed_id, created)" + " VALUES ("
                + row + ", " + tag(row) + ", " + device + ", 1, zeroblob(64), x'00', 0)");
    }

    /// Devices with one mailbox each, rows 1 to `count`.
    void addDevices(int count) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement device = connection.prepareStatement("INSERT INTO registered_devices"
                        + " (id, device_tag, public_key, identity_record, registered) VALUES (?, ?, ?, ?, 0)");
                PreparedStatement mailbox = connection.prepareStatement("INSERT INTO mailboxes"
                        + " (id, mailbox_tag, device_id, kind, send_hash, sealed_id, created)"
                        + " VALUES (?, ?, ?, 1, zeroblob(64), zeroblob(72), 0)")) {
            connection.setAutoCommit(false);
            for (int row = 1; row <= count; row++) {
                byte[] tag = ByteBuffer.allocate(32).putInt(28, row).array();
                device.setLong(1, row);
                device.setBytes(2, tag);
                device.setBytes(3, new byte[72]);
                device.setBytes(4, new byte[170]);
                device.executeUpdate();
                mailbox.setLong(1, row);
                mailbox.setBytes(2, tag);
                mailbox.setLong(3, row);
                mailbox.executeUpdate();
            }
            connection.commit();
        }
    }

    private static String tag(long row) {
        return "x'%064x'".formatted(row);
    }

    private static String read(String script) throws Exception {
        try (InputStream in = PlainDatabase.class.getResourceAsStream("/db/sqlite/" + script)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
