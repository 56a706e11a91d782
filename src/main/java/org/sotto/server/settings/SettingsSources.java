package org.sotto.server.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sotto.server.config.StartRefusedException;

/// Puts the settings together: an option wins over a variable, a variable over the file, the file over the default.
public final class SettingsSources {
    private static final List<String> PREFIXES = List.of("SOTTO_SERVER_", "SOTTO_SECURITY_", "SOTTO_STORAGE_");

    private final Map<String, String> environment;
    private final Map<SettingKey, Given> options = new EnumMap<>(SettingKey.class);

    public SettingsSources(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// What an option of the command line says, or else the variable of the option.
    public SettingsSources option(SettingKey key, String option, @Nullable Object value, String variable) {
        String inherited = environment.getOrDefault(variable, "");
        if (value != null) {
            options.put(key, new Given(value.toString(), option));
        } else if (!inherited.isEmpty()) {
            options.put(key, new Given(inherited, variable));
        }
        return this;
    }

    /// @param named the operator's own file, which must be there, or none
    /// @param data whose neighbour `config/config.json` is read where there is one
    /// @throws StartRefusedException if a file, a key or a value is not in order
    public Settings read(@Nullable Path named, Path data) {
        Path usual = usual(data);
        Path file = named != null ? named : usual;
        Map<SettingKey, Given> given = new EnumMap<>(SettingKey.class);
        if (named != null || Files.exists(usual)) {
            given.putAll(SettingsFile.read(file));
        }
        given.putAll(variables());
        given.putAll(options);
        return Settings.of(given);
    }

    /// `config/config.json` beside the data folder: `/app/config/config.json` in the container.
    static Path usual(Path data) {
        return data.toAbsolutePath().normalize().resolveSibling("config").resolve("config.json");
    }

    /// An empty variable is none, as for the other ones.
    private Map<SettingKey, Given> variables() {
        refuseUnknown();
        Map<SettingKey, Given> given = new EnumMap<>(SettingKey.class);
        for (SettingKey key : SettingKey.values()) {
            String value = environment.getOrDefault(key.variable(), "");
            if (!value.isEmpty()) {
                given.put(key, new Given(value, key.variable()));
            }
        }
        return given;
    }

    private void refuseUnknown() {
        Set<String> known =
                Stream.of(SettingKey.values()).map(SettingKey::variable).collect(Collectors.toSet());
        for (String name : new TreeSet<>(environment.keySet())) {
            if (PREFIXES.stream().anyMatch(name::startsWith) && !known.contains(name)) {
                throw new StartRefusedException("unknown variable " + new Given(name, "").shown()
                        + " (hint: the variables stand in docs/configuration.md)");
            }
        }
    }
}
