package org.sotto.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Reads the test vectors of C2SP Wycheproof. They lie beside the project (`../shared/vectors`) or in the folder that
/// the system property `sotto.vectors` names; where a file is missing, the test that asks for it is skipped.
public final class Wycheproof {
    private Wycheproof() {}

    public enum Result {
        VALID,
        INVALID,
        ACCEPTABLE
    }

    /// One case, with the group that it stands in.
    public record Row(JsonNode group, JsonNode test) {
        public int id() {
            return test.get("tcId").asInt();
        }

        public Result result() {
            return Result.valueOf(test.get("result").asText().toUpperCase(java.util.Locale.ROOT));
        }

        public boolean isValid() {
            return result() == Result.VALID;
        }

        public byte[] bytes(String field) {
            return HexFormat.of().parseHex(test.get(field).asText());
        }

        @Override
        public String toString() {
            return "case " + id() + " (" + test.path("comment").asText() + ")";
        }
    }

    /// All rows of a file: as many as it says to have, and not none.
    public static List<Row> rows(String file) {
        Path path = Path.of(System.getProperty("sotto.vectors", "../shared/vectors"), file);
        assumeTrue(
                Files.isReadable(path),
                () -> "skipped: no test vectors " + file + "; name their folder by -Dsotto.vectors");
        JsonNode root = parse(path);
        List<Row> rows = new ArrayList<>();
        for (JsonNode group : root.get("testGroups")) {
            for (JsonNode test : group.get("tests")) {
                rows.add(new Row(group, test));
            }
        }
        assertFalse(rows.isEmpty());
        assertEquals(root.get("numberOfTests").asInt(), rows.size());
        return rows;
    }

    private static JsonNode parse(Path path) {
        try {
            return new ObjectMapper().readTree(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
