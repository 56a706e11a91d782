package org.sotto.nativeimage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.sotto.nativeimage.Entry.Group;
import org.sotto.nativeimage.Entry.Source;

/// Reads metadata files: `reachability-metadata.json`, and the older ones that name one concern each.
final class MetadataReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Source source;
    private final List<Entry> entries = new ArrayList<>();

    MetadataReader(Source source) {
        this.source = source;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /// @param path whose last part tells the format; other files are no metadata and are passed over
    void read(String path, byte[] content) throws IOException {
        switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "reachability-metadata.json" -> combined(JSON.readTree(content));
            case "reflect-config.json" -> JSON.readTree(content).forEach(each -> type(Group.REFLECTION, each));
            case "jni-config.json" -> JSON.readTree(content).forEach(each -> type(Group.JNI, each));
            case "proxy-config.json" -> JSON.readTree(content).forEach(this::proxy);
            case "resource-config.json" -> resources(JSON.readTree(content));
            case "serialization-config.json" ->
                JSON.readTree(content).path("types").forEach(each -> add(Group.SERIALIZATION, name(each)));
            default -> {}
        }
    }

    private void combined(JsonNode file) {
        for (JsonNode each : file.path("reflection")) {
            if (each.path("type").has("proxy")) {
                add(Group.PROXY, texts(each.path("type").path("proxy")));
                continue;
            }
            type(Group.REFLECTION, each);
            if (each.path("jniAccessible").asBoolean()) {
                type(Group.JNI, each);
            }
            if (each.path("serializable").asBoolean()) {
                add(Group.SERIALIZATION, name(each));
            }
        }
        for (JsonNode each : file.path("resources")) {
            if (each.has("bundle")) {
                add(Group.BUNDLE, each.path("bundle").asText());
            } else {
                add(Group.RESOURCE, glob(each.path("glob").asText()));
            }
        }
        for (JsonNode each : file.path("foreign").path("downcalls")) {
            add(Group.DOWNCALL, Downcall.parse(each).toString());
        }
    }

    private void proxy(JsonNode each) {
        add(Group.PROXY, texts(each.has("interfaces") ? each.path("interfaces") : each));
    }

    private void resources(JsonNode file) {
        JsonNode resources = file.path("resources");
        for (JsonNode each : resources.isArray() ? resources : resources.path("includes")) {
            add(Group.RESOURCE, each.path("pattern").asText());
        }
        for (JsonNode each : file.path("globs")) {
            add(Group.RESOURCE, glob(each.path("glob").asText()));
        }
        for (JsonNode each : file.path("bundles")) {
            add(Group.BUNDLE, name(each).replaceFirst("^.*:", ""));
        }
    }

    private void add(Group group, String key) {
        entries.add(Entry.of(source, group, key));
    }

    private void type(Group group, JsonNode each) {
        Set<String> flags = new TreeSet<>();
        each.fields().forEachRemaining(field -> {
            if (field.getValue().isBoolean() && field.getValue().asBoolean()) {
                flags.add(field.getKey());
            }
        });
        if (each.has("type")) {
            flags.add("type");
        }
        entries.add(new Entry(
                source,
                group,
                name(each),
                flags,
                methods(each.path("methods")),
                methods(each.path("queriedMethods")),
                StreamSupport.stream(each.path("fields").spliterator(), false)
                        .map(field -> field.path("name").asText())
                        .collect(Collectors.toSet())));
    }

    private static String name(JsonNode each) {
        return each.has("type") ? each.path("type").asText() : each.path("name").asText();
    }

    private static Set<String> methods(JsonNode methods) {
        Set<String> found = new TreeSet<>();
        for (JsonNode each : methods) {
            found.add(each.path("name").asText() + "(" + texts(each.path("parameterTypes")) + ")");
        }
        return found;
    }

    private static String texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(","));
    }

    private static String glob(String glob) {
        String quoted = Pattern.quote(glob).replace("**", "\\E.*\\Q");
        return quoted.replace("*", "\\E[^/]*\\Q").replace("\\E.[^/]*\\Q\\Q", "\\E.*\\Q");
    }
}
