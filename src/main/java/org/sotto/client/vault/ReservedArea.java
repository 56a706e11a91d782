package org.sotto.client.vault;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// The reserved area inside the database: rows of 32 KiB of random bytes, made for everybody when the profile is made.
///
/// Whether anything hides in it is not known to this view. Its outer layer's nonce stands in a row of its own.
public final class ReservedArea {
    public static final int ROW = 32 * 1024;

    private static final int NONCE = 24;

    private ReservedArea() {}

    /// Makes the tables `reserve` and `area` and fills them. The caller commits.
    public static void create(Connection connection, int rows, SecureRandom random) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE reserve(slot INTEGER PRIMARY KEY, bytes BLOB NOT NULL)");
            statement.execute("CREATE TABLE area(id INTEGER PRIMARY KEY CHECK (id = 1), nonce BLOB NOT NULL)");
        }
        byte[] bytes = new byte[ROW];
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO reserve(slot, bytes) VALUES (?, ?)")) {
            for (int row = 0; row < rows; row++) {
                random.nextBytes(bytes);
                insert.setInt(1, row);
                insert.setBytes(2, bytes);
                insert.executeUpdate();
            }
        }
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO area(id, nonce) VALUES (1, ?)")) {
            insert.setBytes(1, nonce);
            insert.executeUpdate();
        }
    }
}
