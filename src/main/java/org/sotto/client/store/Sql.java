package org.sotto.client.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Statements with positional parameters over one connection.
final class Sql {
    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// A statement of transaction control.
    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw typed(e);
        }
    }

    /// The number of rows changed.
    int update(String sql, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw typed(e);
        }
    }

    /// Inserts one row and returns its row id.
    long insert(String sql, @Nullable Object... parameters) {
        update(sql, parameters);
        return one("SELECT last_insert_rowid()", row -> row.getLong(1)).orElseThrow();
    }

    <T> List<T> list(String sql, Row<T> reader, @Nullable Object... parameters) {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        } catch (SQLException e) {
            throw typed(e);
        }
    }

    <T> Optional<T> one(String sql, Row<T> reader, @Nullable Object... parameters) {
        return list(sql, reader, parameters).stream().findFirst();
    }

    long count(String sql, @Nullable Object... parameters) {
        return one(sql, row -> row.getLong(1), parameters).orElse(0L);
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            statement.setObject(i + 1, value instanceof Boolean flag ? (flag ? 1 : 0) : value);
        }
        return statement;
    }

    /// A bug stays an IllegalStateException; what disk, key or another process can cause is typed.
    static RuntimeException typed(SQLException e) {
        SQLiteErrorCode code = e instanceof SQLiteException own ? own.getResultCode() : SQLiteErrorCode.SQLITE_ERROR;
        return switch (code.code & 0xff) {
            case 5, 6 -> new StoreException(StoreException.Kind.BUSY, "another process holds the profile", e);
            case 8, 10, 13, 14 ->
                new StoreException(StoreException.Kind.NOT_WRITABLE, "the profile cannot be written", e);
            case 11, 26 -> new StoreException(StoreException.Kind.DAMAGED, "the profile's database is damaged", e);
            default -> new IllegalStateException("unexpected database error " + code, e);
        };
    }
}
