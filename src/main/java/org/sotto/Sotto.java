package org.sotto;

import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.sotto.cli.Cli;
import org.sotto.cli.demo.StoredTable;
import org.sotto.server.repository.OfflineDatabase;

/// The program's entry point: `serve` boots Quarkus, every other command is plain Java.
@QuarkusMain
public final class Sotto {
    Sotto() {}

    public static void main(String[] args) {
        System.exit(Cli.run(
                args,
                List.of(new ServeCommand(), new ConfigCommand(), new BackupCommand(), new RestoreCommand()),
                Sotto::storedTables));
    }

    private static List<StoredTable> storedTables(Path data, SecureRandom random) {
        return OfflineDatabase.tables(data, random).stream()
                .map(table -> new StoredTable(table.name(), table.rows(), table.example()))
                .toList();
    }
}
