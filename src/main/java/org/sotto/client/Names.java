package org.sotto.client;

import java.text.Normalizer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Names of people: composed (NFC), 1 to 64 characters, none of them invisible or able to steer a terminal.
final class Names {
    static final int MAX = 64;

    private static final String NOBODY = "unknown";
    private static final String FRAMING = ":[]";
    private static final Pattern SPACES = Pattern.compile("\\p{Zs}+");
    private static final Pattern LEADING_DASHES = Pattern.compile("^[- ]+");

    private Names() {}

    /// @throws ClientException BadName
    static String check(String name) {
        String composed = composed(name);
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

    /// The one spelling of a name: composed, one plain space for every run of spaces of any kind, none at the ends.
    static String composed(String name) {
        String composed = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
        return SPACES.matcher(composed).replaceAll(" ").strip();
    }

    /// A name out of what a stranger calls itself, not taken yet. What cannot be seen goes first: an accent composes
    /// with its letter only once nothing stands between them. Signs that frame a name in the output, or that would
    /// make an option of it, are dropped.
    static String fromClaim(String claim, Predicate<String> taken) {
        String shown = text(claim.codePoints().filter(Names::isHarmless));
        String composed = LEADING_DASHES.matcher(composed(shown)).replaceFirst("");
        String visible = text(composed.codePoints().limit(MAX - 4)).strip();
        String base = visible.isEmpty() ? NOBODY : visible;
        String name = base;
        for (int number = 2; taken.test(name); number++) {
            name = base + "-" + number;
        }
        return name;
    }

    private static String text(IntStream characters) {
        return characters
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isHarmless(int character) {
        return isVisible(character) && !isBlank(character) && FRAMING.indexOf(character) < 0;
    }

    /// Letters and marks by their category, of which nothing is seen: joiners, fillers, selectors of a variant, the
    /// empty Braille pattern.
    private static boolean isBlank(int character) {
        return switch (character) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default ->
                (character >= 0x180B && character <= 0x180F)
                        || (character >= 0xFE00 && character <= 0xFE0F)
                        || (character >= 0xE0100 && character <= 0xE01EF);
        };
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
