package org.sotto.client.store;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sotto.client.vault.ReservedArea;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.sqlite.EncryptedSqlite;

/// The encrypted database of a profile (SQLCipher 4 format). One connection, used by one thread at a time.
public final class Database implements AutoCloseable {
    private static final Map<String, String> OURS =
            Map.of("busy_timeout", "10000", "secure_delete", "true", "temp_store", "MEMORY");

    private final Connection connection;
    private final Sql sql;
    private final ReentrantLock lock = new ReentrantLock();

    private Database(Connection connection) {
        this.connection = connection;
        this.sql = new Sql(connection);
    }

    /// Makes the tables in an empty file.
    ///
    /// @param key         32 bytes
    /// @param reserveRows rows of 32 KiB in the reserved area
    public static Database create(Path file, SecretBytes key, int reserveRows, SecureRandom random) {
        Database database = new Database(connect(file, key));
        boolean finished = false;
        try {
            database.makeTables(reserveRows, random);
            EncryptedSqlite.requireEncrypted(file);
            finished = true;
            return database;
        } catch (IOException e) {
            throw new StoreException(StoreException.Kind.NOT_WRITABLE, "the profile cannot be written", e);
        } finally {
            if (!finished) {
                database.close();
            }
        }
    }

    /// @throws StoreException NEWER, OLDER, DAMAGED, BUSY
    public static Database open(Path file, SecretBytes key) {
        Database database = new Database(connect(file, key));
        try {
            database.checkVersion();
            return database;
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    /// Loads, works and commits in one IMMEDIATE transaction; whatever is thrown rolls everything back.
    public <T> T transact(Function<Transaction, T> work) {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("a transaction inside a transaction");
        }
        lock.lock();
        try {
            return committed(work);
        } finally {
            lock.unlock();
        }
    }

    /// The same without a result.
    public void change(Consumer<Transaction> work) {
        boolean done = transact(tx -> {
            work.accept(tx);
            return true;
        });
        assert done;
    }

    /// The statements are our own: the driver's commit begins the next transaction at once, and would hold the lock.
    private <T> T committed(Function<Transaction, T> work) {
        sql.execute("BEGIN IMMEDIATE");
        boolean finished = false;
        try {
            T result = work.apply(new Transaction(sql));
            sql.execute("COMMIT");
            finished = true;
            return result;
        } finally {
            if (!finished) {
                rollBack();
            }
        }
    }

    /// After some errors, a full disk among them, SQLite has rolled back by itself and knows of no transaction.
    private void rollBack() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            assert e.getMessage() != null;
        }
    }

    private void makeTables(int reserveRows, SecureRandom random) {
        change(tx -> {
            for (String table : Schema.TABLES) {
                sql.update(table);
            }
            sql.update("INSERT INTO schema_version(version) VALUES (?)", Schema.VERSION);
            try {
                ReservedArea.create(connection, reserveRows, random);
            } catch (SQLException e) {
                throw Sql.typed(e);
            }
        });
    }

    private void checkVersion() {
        long version = transact(tx -> sql.count("SELECT version FROM schema_version"));
        if (version > Schema.VERSION) {
            throw new StoreException(StoreException.Kind.NEWER, "the profile was made by a newer sotto");
        }
        if (version < 1) {
            throw new StoreException(StoreException.Kind.DAMAGED, "the profile's database is damaged");
        }
        if (version < Schema.VERSION) {
            throw new StoreException(StoreException.Kind.OLDER, "the profile was made by an older sotto");
        }
    }

    private static Connection connect(Path file, SecretBytes key) {
        try {
            return EncryptedSqlite.open(file, key, OURS);
        } catch (SQLException e) {
            throw Sql.typed(e);
        }
    }

    /// With the last connection the write-ahead log goes into the database and is removed.
    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw Sql.typed(e);
        } finally {
            lock.unlock();
        }
    }
}
