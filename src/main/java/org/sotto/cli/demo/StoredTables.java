package org.sotto.cli.demo;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/// Opens the database of a server that is stopped, with the server's own key. The command line has no way into a
/// database of its own; the program's entry point hands it this one.
@FunctionalInterface
public interface StoredTables {
    /// @param data the data folder of a server that does not run
    List<StoredTable> of(Path data, SecureRandom random);
}
