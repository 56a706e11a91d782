package org.sotto.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.Label;

/// Holds the lists in docs/protocol.md against the code.
final class ProtocolPageTest {
    private final String page;

    ProtocolPageTest() throws IOException {
        page = Files.readString(Path.of("docs/protocol.md"));
    }

    @Test
    void theLabelsAreThoseOfTheCode() {
        Matcher list = Pattern.compile("\\*\\*Labels\\*\\*, each after `Sotto1/`: ([^.]*)\\.")
                .matcher(page);
        assertTrue(list.find());
        List<String> written =
                Arrays.stream(list.group(1).split(",")).map(String::strip).toList();
        List<String> labels = Arrays.stream(Label.values())
                .map(label -> new String(label.bytes(), StandardCharsets.US_ASCII).substring("Sotto1/".length()))
                .toList();
        assertEquals(labels, written);
    }

    @Test
    void theContentKindsAreThoseOfTheCode() {
        for (ContentKind kind : ContentKind.values()) {
            if (kind != ContentKind.UNKNOWN && kind != ContentKind.IGNORED) {
                String name = kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
                assertTrue(page.contains("| " + kind.code() + " | " + name), name);
            }
        }
    }
}
