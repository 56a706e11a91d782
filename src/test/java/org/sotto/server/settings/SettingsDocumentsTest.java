package org.sotto.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The schema, the example, the page and the framework's settings say what the code says.
class SettingsDocumentsTest {
    private static final Path DOCS = Path.of("docs");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ROW = Pattern.compile("\\| `([a-z_.]+)` \\| `(SOTTO_[A-Z_]+)` \\| `([^`]*)` \\|.*");

    @ParameterizedTest
    @EnumSource(SettingKey.class)
    void theSchemaHasTheRuleOf(SettingKey key) throws IOException {
        JsonNode node = schemaLeaves().get(key.path());
        switch (key.rule()) {
            case Rule.Whole range -> {
                assertEquals("integer", node.path("type").asText());
                assertEquals(range.min(), node.path("minimum").asInt(-1));
                assertEquals(range.max(), node.path("maximum").asInt(-1));
            }
            case Rule.OneOf words -> assertEquals(words.allowed(), texts(node.path("enum")));
            case Rule.OnlyTrue fixed -> assertTrue(node.path("const").asBoolean());
            case Rule.Names names -> {
                assertEquals(names.allowed(), texts(node.path("items").path("enum")));
                assertTrue(node.path("uniqueItems").asBoolean()
                        && node.path("minItems").asInt() == 1);
            }
            case Rule.Address address ->
                assertEquals("^[A-Za-z0-9.:-]{1,253}$", node.path("pattern").asText());
            case Rule.FilePath file -> assertEquals("string", node.path("type").asText());
        }
        assertEquals(key.byDefault(), text(node.path("default")));
    }

    @Test
    void theSchemaHasNoKeyMoreAndLetsNoneIn() throws IOException {
        assertEquals(paths(), List.copyOf(schemaLeaves().keySet()));
        List<JsonNode> objects = new ArrayList<>();
        collectObjects(JSON.readTree(DOCS.resolve("config.schema.json").toFile()), objects);
        assertEquals(10, objects.size());
        objects.forEach(
                object -> assertFalse(object.path("additionalProperties").asBoolean(true), object.toString()));
    }

    @Test
    void theExampleHoldsEveryKeyWithItsDefaultButForTheConnections(@TempDir Path temp) throws IOException {
        Path copy = Files.copy(DOCS.resolve("config.example.json"), temp.resolve("config.json"));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(SettingKey.values().length, SettingsFile.read(copy).size());
        Settings example = new SettingsSources(Map.of()).read(copy, temp);
        List<SettingKey> others = Stream.of(SettingKey.values())
                .filter(key -> !example.isDefault(key))
                .toList();
        assertEquals(List.of(SettingKey.MAX_CONNECTIONS), others);
        assertEquals(100, example.whole(SettingKey.MAX_CONNECTIONS));
    }

    @Test
    void thePageHasARowForEachKeyWithItsVariableAndDefault() throws IOException {
        List<List<String>> rows = Files.readAllLines(DOCS.resolve("configuration.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .map(row -> List.of(row.group(1), row.group(2), row.group(3)))
                .toList();
        List<List<String>> keys = Stream.of(SettingKey.values())
                .map(key -> List.of(key.path(), key.variable(), key.byDefault()))
                .toList();
        assertEquals(keys, rows);
    }

    /// A server that is started otherwise than by `sotto serve`, in a test, has the same defaults.
    @Test
    void theFrameworksSettingsRepeatTheDefaults() throws IOException {
        String text = Files.readString(Path.of("src/main/resources/application.properties"));
        Pattern reference = Pattern.compile("\\$\\{(sotto\\.(?:server|security|storage)\\.[a-z_.]+):([^}]*)\\}");
        Map<String, String> defaults = new TreeMap<>();
        reference.matcher(text).results().forEach(found -> defaults.put(found.group(1), found.group(2)));
        assertEquals(2, defaults.size());
        defaults.forEach((property, value) -> assertEquals(
                value,
                Stream.of(SettingKey.values())
                        .filter(key -> key.property().equals(property))
                        .findFirst()
                        .orElseThrow()
                        .byDefault()));
        assertTrue(text.contains("${sotto.ping-interval-ms:"
                + Settings.defaults().properties(DOCS).get("sotto.ping-interval-ms") + "}"));
    }

    private static List<String> paths() {
        return Stream.of(SettingKey.values()).map(SettingKey::path).sorted().toList();
    }

    private static Map<String, JsonNode> schemaLeaves() throws IOException {
        Map<String, JsonNode> leaves = new TreeMap<>();
        collect(JSON.readTree(DOCS.resolve("config.schema.json").toFile()), "", leaves);
        return leaves;
    }

    private static void collect(JsonNode object, String prefix, Map<String, JsonNode> leaves) {
        object.path("properties").properties().forEach(member -> {
            String path = prefix + member.getKey();
            if (member.getValue().path("type").asText().equals("object")) {
                collect(member.getValue(), path + ".", leaves);
            } else {
                leaves.put(path, member.getValue());
            }
        });
    }

    private static void collectObjects(JsonNode node, List<JsonNode> objects) {
        if (node.path("type").asText().equals("object")) {
            objects.add(node);
            node.path("properties").forEach(each -> collectObjects(each, objects));
        }
    }

    private static String text(JsonNode value) {
        return value.isArray() ? String.join(",", texts(value)) : value.asText();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
