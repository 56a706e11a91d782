package org.sotto.server.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.sotto.server.config.StartRefusedException;

/// From the nested objects of the file to its keys. Whatever is no key of ours is refused by its name.
final class SettingsTree {
    private static final Map<String, SettingKey> KEYS = keys();

    private final Path file;
    private final Map<SettingKey, Given> found = new EnumMap<>(SettingKey.class);

    private SettingsTree(Path file) {
        this.file = file;
    }

    static Map<SettingKey, Given> flatten(JsonNode root, Path file) {
        if (!root.isObject()) {
            throw new StartRefusedException(
                    "the settings " + file + " are no json object (hint: compare with docs/config.example.json)");
        }
        SettingsTree tree = new SettingsTree(file);
        tree.walk(root, "");
        return tree.found;
    }

    private void walk(JsonNode object, String prefix) {
        object.properties().forEach(member -> {
            boolean dotted = member.getKey().indexOf('.') >= 0; // no short form of nested objects
            visit(prefix + member.getKey(), member.getValue(), dotted);
        });
    }

    private void visit(String path, JsonNode value, boolean dotted) {
        SettingKey key = dotted ? null : KEYS.get(path);
        if (key != null) {
            found.put(key, new Given(text(key, value), ""));
        } else if (dotted || KEYS.keySet().stream().noneMatch(known -> known.startsWith(path + "."))) {
            throw new StartRefusedException("unknown key " + new Given(path, "").shown() + " in " + file
                    + " (hint: the keys stand in docs/configuration.md)");
        } else if (value.isObject()) {
            walk(value, path + ".");
        } else {
            throw wrongType(path, "an object");
        }
    }

    private static String text(SettingKey key, JsonNode value) {
        return switch (key.rule()) {
            case Rule.Whole whole when value.isIntegralNumber() -> value.asText();
            case Rule.Whole whole -> throw wrongType(key.path(), "a whole number");
            case Rule.OnlyTrue fixed when value.isBoolean() -> value.asText();
            case Rule.OnlyTrue fixed -> throw wrongType(key.path(), "true or false");
            case Rule.Names names -> names(key, value);
            case Rule.OneOf one -> word(key, value);
            case Rule.Address address -> word(key, value);
            case Rule.FilePath path -> word(key, value);
        };
    }

    private static String word(SettingKey key, JsonNode value) {
        if (!value.isTextual()) {
            throw wrongType(key.path(), "a string");
        }
        return value.textValue();
    }

    private static String names(SettingKey key, JsonNode value) {
        boolean strings = value.isArray()
                && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isTextual);
        if (!strings) {
            throw wrongType(key.path(), "a list of strings");
        }
        return StreamSupport.stream(value.spliterator(), false)
                .map(JsonNode::textValue)
                .collect(Collectors.joining(","));
    }

    private static StartRefusedException wrongType(String path, String wanted) {
        return new StartRefusedException(path + " has a value of another type (hint: it must be " + wanted + ")");
    }

    private static Map<String, SettingKey> keys() {
        Map<String, SettingKey> keys = new HashMap<>();
        for (SettingKey each : SettingKey.values()) {
            keys.put(each.path(), each);
        }
        return keys;
    }
}
