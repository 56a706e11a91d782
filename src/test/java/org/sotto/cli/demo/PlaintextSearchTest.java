package org.sotto.cli.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The search that the demo's claim rests on finds what it must.
class PlaintextSearchTest {
    private static final String TEXT = "the harbour gate is öpen 你好";

    @TempDir
    Path folder;

    private final PlaintextSearch search = new PlaintextSearch(List.of(TEXT, "another text"));

    @Test
    void findsTheTextInEveryEncoding() throws IOException {
        byte[] utf8 = TEXT.getBytes(UTF_8);
        assertFound(utf8);
        assertFound(TEXT.getBytes(UTF_16LE));
        assertFound(TEXT.getBytes(UTF_16BE));
        assertFound(HexFormat.of().formatHex(utf8).getBytes(US_ASCII));
        assertFound(HexFormat.of().withUpperCase().formatHex(utf8).getBytes(US_ASCII));
    }

    @Test
    void findsBase64AtEveryPlaceOfAGroupAndWhateverFollows() throws IOException {
        for (int before = 0; before < 6; before++) {
            for (int after = 0; after < 3; after++) {
                String longer = "x".repeat(before) + TEXT + "yz".repeat(after);
                assertFound(Base64.getEncoder().encode(longer.getBytes(UTF_8)));
                assertFound(Base64.getUrlEncoder().withoutPadding().encode(longer.getBytes(UTF_8)));
            }
        }
    }

    @Test
    void findsItAtTheVeryEndOfAFileAndDeepInAFolder() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Path file = Files.write(folder.resolve("a/b/c"), TEXT.getBytes(UTF_8));
        assertEquals(List.of(file), search.in(folder));
    }

    @Test
    void findsNothingWhereNothingIs() throws IOException {
        byte[] noise = new byte[1 << 20];
        new Random(1).nextBytes(noise);
        Files.write(folder.resolve("noise"), noise);
        Files.writeString(folder.resolve("near"), TEXT.substring(0, TEXT.length() - 1));
        Files.write(folder.resolve("empty"), new byte[0]);
        assertEquals(List.of(), search.in(folder));
    }

    @Test
    void refusesATextThatChanceWouldFind() {
        assertThrows(IllegalArgumentException.class, () -> new PlaintextSearch(List.of("hi")));
    }

    private void assertFound(byte[] content) throws IOException {
        byte[] around = new byte[content.length + 33];
        System.arraycopy(content, 0, around, 17, content.length);
        Path file = Files.write(folder.resolve("file"), around);
        assertEquals(List.of(file), search.in(folder));
        Files.delete(file);
    }
}
