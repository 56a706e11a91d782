package org.sotto.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sotto.operator.OperatorClient;
import org.sotto.operator.ServerFolder;
import picocli.CommandLine.Option;

/// The option that names a server's data folder, for the operator's commands.
final class ServerOptions {
    private final Surroundings surroundings;

    @Option(names = "--data", paramLabel = "DIR", description = "the server's folder (default: SOTTO_DATA or ./data)")
    private @Nullable Path data;

    ServerOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    OperatorClient operator() {
        return new OperatorClient(new ServerFolder(folder()));
    }

    private Path folder() {
        if (data != null) {
            return data;
        }
        String value = surroundings.environment().getOrDefault("SOTTO_DATA", "");
        return Path.of(value.isEmpty() ? "data" : value);
    }
}
