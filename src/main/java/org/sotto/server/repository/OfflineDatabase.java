package org.sotto.server.repository;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.StartRefusedException;
import org.sotto.sqlite.EncryptedSqlite;

/// A look into the database of a server that does not run. The folder's lock keeps a server away meanwhile.
public final class OfflineDatabase {
    private static final int SHOWN_BYTES = 12;

    private OfflineDatabase() {}

    /// Every table of ours, by name; for a folder that holds the database's key itself.
    ///
    /// @throws StartRefusedException if a server runs on the folder, or its keys are missing
    public static List<TableContents> tables(Path data, SecureRandom random) {
        try (DataFolder folder = DataFolder.open(data);
                ServerKeys keys = ServerKeys.open(folder, Optional.empty(), random);
                Connection connection = connect(folder, keys)) {
            List<TableContents> tables = new ArrayList<>();
            for (String name : names(connection)) {
                tables.add(new TableContents(name, count(connection, name), firstRow(connection, name)));
            }
            return tables;
        } catch (SQLException e) {
            throw new IllegalStateException("the server's database cannot be read", e);
        }
    }

    private static Connection connect(DataFolder folder, ServerKeys keys) throws SQLException {
        try (SecretBytes key = keys.database()) {
            return EncryptedSqlite.open(folder.database(), key, DatabaseKey.FORM);
        }
    }

    private static List<String> names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM sqlite_schema WHERE type = 'table'"
                        + " AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'flyway%' ORDER BY name")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM \"" + table + "\"")) {
            return rows.getLong(1);
        }
    }

    private static List<String> firstRow(Connection connection, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + "\" LIMIT 1")) {
            ResultSetMetaData about = rows.getMetaData();
            if (rows.next()) {
                for (int i = 1; i <= about.getColumnCount(); i++) {
                    columns.add(about.getColumnName(i) + ": " + value(rows.getObject(i)));
                }
            }
        }
        return columns;
    }

    private static String value(Object column) {
        if (column instanceof byte[] bytes) {
            String digits = HexFormat.of().formatHex(bytes, 0, Math.min(SHOWN_BYTES, bytes.length));
            return bytes.length + " bytes, " + digits + (bytes.length > SHOWN_BYTES ? "…" : "");
        }
        return String.valueOf(column);
    }
}
