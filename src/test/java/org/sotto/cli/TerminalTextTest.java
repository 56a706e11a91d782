package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "héllo 你好",
                "Grüße, привет, שלום, سلام",
                "👍🏽 👩‍💻 👨‍👩‍👧 ❤️‍🔥",
                "می‌خواهم",
                "क्‍ष",
                "a\u0301",
                ""
            })
    void whatPeopleWriteStaysAsItIs(String text) {
        assertEquals(text, TerminalText.line(text));
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'\u001b[2J\u001b[H',␛[2J␛[H", // clear the screen
                "'\u001b]0;root\u0007',␛]0;root␇", // set the title
                "'\u001b]52;c;aGk=\u001b\\',␛]52;c;aGk=␛\\", // write to the clipboard
                "'\u009b31m',<U+009B>31m", // CSI in one character
                "'\u009d0;x\u009c',<U+009D>0;x<U+009C>",
                "'a\u0000b\tc\rd\u007f',a␀b␉c␍d␡",
                "'a\nb',a␊b",
                "'\u202eabc\u202c',<U+202E>abc<U+202C>", // right to left override
                "'\u2066a\u2069\u200e\u200f\u061c',<U+2066>a<U+2069><U+200E><U+200F><U+061C>",
                "'a\u200bb\ufeffc\u00add\u2060',a<U+200B>b<U+FEFF>c<U+00AD>d<U+2060>",
                "'a\u200db\u200cc',a<U+200D>b<U+200C>c", // joiners that join nothing
                "'\u200d👍\u200d',<U+200D>👍<U+200D>",
                "'a\u2028b\u2029',a<U+2028>b<U+2029>",
                "'\u3164\u115f\u2800',<U+3164><U+115F><U+2800>", // letters that draw nothing
                "'\udb40\udc41',<U+E0041>" // a tag character
            })
    void whatSteersOrHidesIsMarked(String text, String shown) {
        assertEquals(shown, TerminalText.line(text));
    }

    @Test
    void halfACharacterIsMarked() {
        assertEquals("<U+D83D>x", TerminalText.line("\ud83dx"));
    }

    @Test
    void noControlCharacterPasses() {
        IntStream.range(0, 0x20).forEach(TerminalTextTest::assertMarked);
        IntStream.rangeClosed(0x7f, 0x9f).forEach(TerminalTextTest::assertMarked);
    }

    @Test
    void linesOfATextCannotPassForLinesOfTheProgram() {
        assertEquals("a\n    b\n    c", TerminalText.block("a\nb\r\nc", "    "));
        assertEquals("a\n    b␛[1A", TerminalText.block("a\nb\u001b[1A", "    "));
        assertEquals("a\n    b", TerminalText.block("a\rb", "    "));
        assertTrue(TerminalText.isSafe('a'));
    }

    private static void assertMarked(int point) {
        String shown = TerminalText.line(Character.toString(point));
        assertFalse(shown.chars().anyMatch(Character::isISOControl), "U+%04X".formatted(point));
    }
}
