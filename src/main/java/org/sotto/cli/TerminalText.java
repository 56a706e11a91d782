package org.sotto.cli;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/// Makes text of others safe for a terminal: whatever could move the cursor, change the window, turn the reading
/// direction or hide is shown as a visible mark instead.
///
/// C0 and DEL become their pictures (U+2400…), everything else `<U+XXXX>`. Joiners stay where emoji and the scripts
/// that need them use them.
final class TerminalText {
    private static final int PICTURES = 0x2400;
    private static final int DELETE = 0x7f;
    private static final int DELETE_PICTURE = 0x2421;
    private static final int NON_JOINER = 0x200c;
    private static final int JOINER = 0x200d;
    private static final int EMOJI_STYLE = 0xfe0f;

    /// Characters that draw nothing although they count as letters or marks (Default_Ignorable_Code_Point and U+2800).
    private static final Set<Integer> INVISIBLE =
            Set.of(0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180b, 0x180c, 0x180d, 0x180f, 0x2800, 0x3164, 0xffa0);

    private static final Set<UnicodeScript> WITHOUT_JOINERS = Set.of(
            UnicodeScript.COMMON,
            UnicodeScript.INHERITED,
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.HAN);

    private TerminalText() {}

    /// On one line: a line break is marked too.
    static String line(String text) {
        int[] points = text.codePoints().toArray();
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < points.length; i++) {
            if (isSafe(points[i]) || joins(points, i)) {
                safe.appendCodePoint(points[i]);
            } else {
                safe.append(mark(points[i]));
            }
        }
        return safe.toString();
    }

    /// Keeps line breaks, but indents what follows them, so that no text can pass for a line of this program.
    static String block(String text, String indent) {
        return String.join(
                "\n" + indent,
                text.replace("\r\n", "\n").lines().map(TerminalText::line).toList());
    }

    /// Whether the character may stand in a terminal as it is, wherever it stands.
    static boolean isSafe(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !INVISIBLE.contains(point);
        };
    }

    private static String mark(int point) {
        if (point < ' ') {
            return Character.toString(PICTURES + point);
        }
        return point == DELETE ? Character.toString(DELETE_PICTURE) : "<U+%04X>".formatted(point);
    }

    private static boolean joins(int[] points, int i) {
        if ((points[i] != JOINER && points[i] != NON_JOINER) || i == 0 || i + 1 == points.length) {
            return false;
        }
        int before = points[i - 1];
        int after = points[i + 1];
        if (points[i] == JOINER && Character.isExtendedPictographic(after)) {
            return before == EMOJI_STYLE || Character.isEmoji(before);
        }
        return needsJoiners(before) && needsJoiners(after);
    }

    private static boolean needsJoiners(int point) {
        boolean letter = Character.isLetter(point) || Character.getType(point) == Character.NON_SPACING_MARK;
        return letter && isSafe(point) && !WITHOUT_JOINERS.contains(UnicodeScript.of(point));
    }
}
