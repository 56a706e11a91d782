package org.sotto.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The section on test vectors in docs/protocol.md names the files that are there, and its values are theirs.
final class VectorsPageTest {
    private static final Path FOLDER = Path.of("src/test/vectors");
    private static final Pattern HEX = Pattern.compile("`([0-9a-f]{64})`");
    private static final Pattern FILE = Pattern.compile("`([a-z0-9-]+\\.json)`");

    private final String section;

    VectorsPageTest() throws IOException {
        String page = Files.readString(Path.of("docs/protocol.md"));
        section = page.substring(page.indexOf("## 15. Test vectors"));
    }

    @Test
    void everyFileIsNamed() throws IOException {
        Set<String> named =
                FILE.matcher(section).results().map(match -> match.group(1)).collect(Collectors.toSet());
        assertEquals(files().collect(Collectors.toSet()), named);
    }

    @Test
    void everyValueStandsInAFile() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String file : files().toList()) {
            all.append(Files.readString(FOLDER.resolve(file)));
        }
        List<String> values =
                HEX.matcher(section).results().map(match -> match.group(1)).toList();
        assertTrue(values.size() > 8, "the section shows values");
        for (String value : values) {
            assertTrue(all.indexOf(value) >= 0, value);
        }
    }

    private static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .toList()
                    .stream();
        }
    }
}
