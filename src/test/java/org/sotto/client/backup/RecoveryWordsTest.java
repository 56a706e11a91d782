package org.sotto.client.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sotto.client.backup.BackupException.Kind;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.primitive.Hash;
import org.sotto.support.SeededRandom;

class RecoveryWordsTest {
    private static final String REPEATED_7F =
            "legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth useful "
                    + "legal winner thank year wave sausage worth title";
    private static final String REPEATED_80 =
            "letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic "
                    + "avoid letter advice cage absurd amount doctor acoustic bless";

    /// The digest of BIP-39's english.txt.
    @Test
    void theListIsTheStandardOne() throws Exception {
        try (InputStream in = WordList.class.getResourceAsStream("english.txt")) {
            assertEquals(
                    "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda",
                    HexFormat.of().formatHex(Hash.sha256(in.readAllBytes())));
        }
        assertEquals(2048, WordList.words().size());
    }

    /// The four vectors of 256 bits that repeat one byte, of BIP-39's reference implementation.
    @Test
    void theStandardsVectors() {
        assertVector(0x00, "abandon ".repeat(23) + "art");
        assertVector(0x7f, REPEATED_7F);
        assertVector(0x80, REPEATED_80);
        assertVector(0xff, "zoo ".repeat(23) + "vote");
    }

    private static void assertVector(int filler, String words) {
        byte[] entropy = new byte[32];
        Arrays.fill(entropy, (byte) filler);
        assertEquals(List.of(words.split(" ")), RecoveryWords.of(entropy).words());
        assertArrayEquals(entropy, SecretAccess.bytes(RecoveryWords.parse(words).entropy()));
    }

    @Test
    void whatIsGeneratedIsReadAgainHoweverItWasTyped() {
        SeededRandom random = new SeededRandom(1);
        for (int i = 0; i < 100; i++) {
            List<String> words = RecoveryWords.generate(random).words();
            String typed = "  " + String.join(" \n\t", words).toUpperCase(java.util.Locale.ROOT) + "\n";
            assertEquals(words, RecoveryWords.parse(typed).words());
        }
    }

    @ParameterizedTest
    @CsvSource({"legul,legal", "lega,legal", "legall,legal", "wimner,winner", "0,a", "lettre,letter"})
    void aWordThatIsNotInTheListIsNamed(String wrong, String near) {
        String[] words = REPEATED_7F.split(" ");
        words[4] = wrong;
        BackupException e = assertThrows(BackupException.class, () -> RecoveryWords.parse(String.join(" ", words)));
        assertEquals(Kind.UNKNOWN_WORD, e.kind());
        String message = String.valueOf(e.getMessage());
        assertEquals("word 5 is not in the list, did you mean ", message.substring(0, 40));
        if (near.length() > 1) {
            assertEquals(near + "?", message.substring(40));
        }
    }

    @Test
    void aWordWithoutEndIsNotCompared() {
        String text = REPEATED_7F.replaceFirst("thank", "x".repeat(1_000_000));
        BackupException e = assertThrows(BackupException.class, () -> RecoveryWords.parse(text));
        assertEquals("word 3 is not in the list", e.getMessage());
    }

    @Test
    void twoWordsInEachOthersPlaceFailTheChecksum() {
        String text = REPEATED_7F.replaceFirst("legal winner", "winner legal");
        assertEquals(
                Kind.WORD_CHECKSUM,
                assertThrows(BackupException.class, () -> RecoveryWords.parse(text))
                        .kind());
    }

    @ParameterizedTest
    @CsvSource({"'',1", "legal,1", "23,23", "25,25"})
    void anyOtherNumberOfWordsIsRefused(String text, int count) {
        String words = count < 23 ? text : "zoo ".repeat(count);
        BackupException e = assertThrows(BackupException.class, () -> RecoveryWords.parse(words));
        assertEquals(Kind.WORD_COUNT, e.kind());
        assertEquals("there are " + count + " words instead of 24", e.getMessage());
    }
}
