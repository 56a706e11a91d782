package org.sotto.support;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.StreamSupport;

/// One object of the test vectors under `src/test/vectors`: made by a program in another language from
/// docs/protocol.md, so that what both agree on is what the page says.
public final class Vectors {
    private final JsonNode node;
    private final String name;

    private Vectors(JsonNode node, String name) {
        this.node = node;
        this.name = name;
    }

    public static Vectors of(String file) {
        try {
            return new Vectors(
                    new ObjectMapper()
                            .readTree(Path.of("src/test/vectors", file).toFile()),
                    file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Vectors in(String field) {
        return new Vectors(node.required(field), name + "/" + field);
    }

    public List<Vectors> all(String field) {
        List<Vectors> all = StreamSupport.stream(node.required(field).spliterator(), false)
                .map(each -> new Vectors(each, name + "/" + field))
                .toList();
        assertFalse(all.isEmpty());
        return all;
    }

    public boolean has(String field) {
        return node.has(field);
    }

    public String text(String field) {
        return node.required(field).asText();
    }

    public long number(String field) {
        return node.required(field).asLong();
    }

    public boolean flag(String field) {
        return node.required(field).asBoolean();
    }

    public byte[] bytes(String field) {
        return HexFormat.of().parseHex(text(field));
    }

    public List<byte[]> list(String field) {
        return StreamSupport.stream(node.required(field).spliterator(), false)
                .map(each -> HexFormat.of().parseHex(each.asText()))
                .toList();
    }

    /// The value is the one that stands in the vectors.
    public void check(String field, byte[] actual) {
        assertArrayEquals(bytes(field), actual, name + "/" + field);
    }

    /// A generator that hands out these fields, those that are there, in this order.
    public ScriptedRandom draws(String... fields) {
        return new ScriptedRandom(java.util.Arrays.stream(fields)
                .filter(this::has)
                .map(this::bytes)
                .toList());
    }

    @Override
    public String toString() {
        return name;
    }
}
