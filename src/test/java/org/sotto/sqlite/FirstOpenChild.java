package org.sotto.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sotto.crypto.key.SecretBytes;

/// A process whose first two connections are opened at the same moment.
final class FirstOpenChild {
    private FirstOpenChild() {}

    /// @param files two that do not exist yet
    public static void main(String[] files) throws Exception {
        CyclicBarrier together = new CyclicBarrier(files.length);
        try (ExecutorService threads = Executors.newFixedThreadPool(files.length)) {
            for (Future<?> made : threads.invokeAll(java.util.Arrays.stream(files)
                    .map(file -> Executors.callable(() -> make(together, Path.of(file))))
                    .toList())) {
                made.get();
            }
        }
    }

    private static void make(CyclicBarrier together, Path file) {
        try (SecretBytes key = SecretBytes.adopt(new byte[32])) {
            together.await();
            try (Connection connection = EncryptedSqlite.open(file, key, Map.of());
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate("CREATE TABLE things(id INTEGER)");
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
