package org.sotto.server.settings;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sotto.server.config.StartRefusedException;

/// A value for every key, each within its rule and all of them fitting together.
public final class Settings {
    /// In the time after which a stream counts as idle.
    private static final int PINGS = 3;

    private final Map<SettingKey, Given> values;

    private Settings(Map<SettingKey, Given> values) {
        this.values = values;
    }

    /// @param given what the operator said; defaults stand in for the rest
    /// @throws StartRefusedException for the first value that is not allowed
    static Settings of(Map<SettingKey, Given> given) {
        Map<SettingKey, Given> values = new EnumMap<>(SettingKey.class);
        for (SettingKey key : SettingKey.values()) {
            Given value = given.getOrDefault(key, new Given(key.byDefault(), ""));
            Rule.Problem problem = key.rule().problem(value.value());
            if (problem != null) {
                throw refused(key, value, problem);
            }
            values.put(key, value);
        }
        Settings settings = new Settings(values);
        FittingTogether.check(settings);
        return settings;
    }

    public static Settings defaults() {
        return of(Map.of());
    }

    public String text(SettingKey key) {
        Given given = values.get(key);
        if (given == null) {
            throw new IllegalStateException(key + " has no value");
        }
        return given.value();
    }

    public int whole(SettingKey key) {
        return Integer.parseInt(text(key));
    }

    /// The members of a list, in their order.
    public List<String> names(SettingKey key) {
        return List.of(text(key).split(",", -1));
    }

    /// A path; a relative one is one inside the data folder.
    public Path path(SettingKey key, Path data) {
        return data.resolve(text(key));
    }

    public boolean isDefault(SettingKey key) {
        return text(key).equals(key.byDefault());
    }

    StartRefusedException refused(SettingKey key, String what, String hint) {
        return refused(key, values.getOrDefault(key, new Given(text(key), "")), new Rule.Problem(what, hint));
    }

    private static StartRefusedException refused(SettingKey key, Given value, Rule.Problem problem) {
        String origin = value.origin().isEmpty() ? "" : " (" + value.origin() + ")";
        return new StartRefusedException(key.path() + origin + " is " + value.shown() + ", " + problem.what()
                + " (hint: " + problem.hint() + ")");
    }

    /// For the framework's configuration, where the beans find them; with what follows from them.
    public Map<String, String> properties(Path data) {
        Map<String, String> properties = new TreeMap<>();
        values.forEach((key, given) -> properties.put(key.property(), given.value()));
        properties.put("sotto.database-file", path(SettingKey.DATABASE, data).toString());
        properties.put("sotto.ping-interval-ms", Integer.toString(whole(SettingKey.CONNECTION_TIMEOUT) / PINGS));
        properties.put("sotto.log-json", Boolean.toString(!isDefault(SettingKey.LOG_FORMAT)));
        // read by the JDK when it makes the server's TLS context
        properties.put("jdk.tls.server.sessionTicketTimeout", text(SettingKey.TICKET_LIFETIME));
        return properties;
    }

    List<SettingKey> changed(SettingKey... keys) {
        return List.of(keys).stream().filter(key -> !isDefault(key)).toList();
    }
}
