package org.sotto;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sotto.server.certificate.StartCheck;
import org.sotto.server.config.StartRefusedException;
import org.sotto.server.config.SystemTime;
import org.sotto.server.settings.SettingKey;
import org.sotto.server.settings.Settings;
import org.sotto.server.settings.SettingsSources;

/// The settings of a start, from options, variables and the file, with what they point at looked at.
final class StartSettings {
    private final Map<String, String> environment;
    private final Path data;
    private final @Nullable Path file;
    private final SettingsSources sources;

    StartSettings(Map<String, String> environment, @Nullable String data, @Nullable String file) {
        this.environment = environment;
        String folder = data != null ? data : environment.getOrDefault("SOTTO_DATA", "");
        this.data = Path.of(folder.isEmpty() ? "data" : folder);
        String named = file != null ? file : environment.getOrDefault("SOTTO_CONFIG", "");
        this.file = named.isEmpty() ? null : Path.of(named);
        this.sources = new SettingsSources(environment);
    }

    StartSettings option(SettingKey key, String option, @Nullable Object value, String variable) {
        sources.option(key, option, value, variable);
        return this;
    }

    /// @throws StartRefusedException if something is not in order
    Map<String, String> properties() {
        return read().properties(data);
    }

    Settings read() {
        Settings settings = unchecked();
        StartCheck.check(settings, data, keyFile(), SystemTime.clock());
        return settings;
    }

    /// In order by themselves; what they point at may not be there yet.
    Settings unchecked() {
        return sources.read(file, data);
    }

    Optional<Path> keyFile() {
        return Optional.of(environment.getOrDefault("DATABASE_ENCRYPTION_KEY_FILE", ""))
                .filter(name -> !name.isEmpty())
                .map(Path::of);
    }
}
