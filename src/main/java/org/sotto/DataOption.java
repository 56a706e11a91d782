package org.sotto;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Which data folder is meant: the option, or else SOTTO_DATA, or else ./data.
final class DataOption {
    private DataOption() {}

    static Path folder(@Nullable Path given) {
        String inherited = System.getenv().getOrDefault("SOTTO_DATA", "");
        return given != null ? given : Path.of(inherited.isEmpty() ? "data" : inherited);
    }
}
