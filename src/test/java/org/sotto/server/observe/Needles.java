package org.sotto.server.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// What must not stand in a text: bytes in hex, base64 or base64url, and words as they are.
final class Needles {
    private final Map<String, String> needles = new LinkedHashMap<>();

    Needles bytes(String name, byte[] value) {
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(value);
        needles.put(name + " in hex", HexFormat.of().formatHex(value));
        needles.put(name + " in base64", base64);
        needles.put(name + " in base64url", base64.replace('+', '-').replace('/', '_'));
        return this;
    }

    Needles word(String name, String word) {
        needles.put(name, word);
        return bytes(name, word.getBytes(UTF_8));
    }

    /// Names of those that the text holds, in capitals or not.
    List<String> in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return needles.entrySet().stream()
                .filter(each -> lower.contains(each.getValue().toLowerCase(Locale.ROOT)))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Every form of every needle, to plant one.
    Stream<Map.Entry<String, String>> forms() {
        return needles.entrySet().stream();
    }
}
