package org.sotto.client;

import java.text.Normalizer;
import java.util.function.Predicate;

/// Names of people: composed (NFC), 1 to 64 characters, none of them invisible or able to steer a terminal.
final class Names {
    static final int MAX = 64;

    private static final String NOBODY = "unknown";

    private Names() {}

    /// @throws ClientException BadName
    static String check(String name) {
        String composed = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
        int characters = composed.codePointCount(0, composed.length());
        if (characters == 0) {
            throw new ClientException.BadName("it is empty");
        }
        if (characters > MAX) {
            throw new ClientException.BadName("it has " + characters + " characters");
        }
        if (!composed.codePoints().allMatch(Names::isVisible)) {
            throw new ClientException.BadName("it holds a control character");
        }
        return composed;
    }

    /// A name out of what a stranger calls itself, not taken yet.
    static String fromClaim(String claim, Predicate<String> taken) {
        String visible = Normalizer.normalize(claim, Normalizer.Form.NFC)
                .codePoints()
                .filter(Names::isVisible)
                .limit(MAX - 4)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        String base = visible.isEmpty() ? NOBODY : visible;
        String name = base;
        for (int number = 2; taken.test(name); number++) {
            name = base + "-" + number;
        }
        return name;
    }

    private static boolean isVisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
