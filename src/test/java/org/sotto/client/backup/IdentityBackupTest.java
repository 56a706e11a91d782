package org.sotto.client.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.client.backup.BackupException.Kind;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.support.SeededRandom;

@TestInstance(Lifecycle.PER_CLASS)
class IdentityBackupTest {
    private final SeededRandom random = new SeededRandom(7);
    private final IdentityKeyPair identity = IdentityKeyPair.generate(random);
    private final RecoveryWords words = RecoveryWords.generate(random);
    private byte[] sealed = {};

    @BeforeAll
    void seal() {
        sealed = IdentityBackup.seal(identity, words, random);
    }

    @Test
    void itOpensUnderItsWords() {
        assertEquals(IdentityBackup.SIZE, sealed.length);
        RecoveryWords typed = RecoveryWords.parse(String.join(" ", words.words()));
        assertArrayEquals(identity.encode(), IdentityBackup.open(sealed, typed).encode());
    }

    @Test
    void otherWordsAreToldFromDamage() {
        assertKind(Kind.OTHER_WORDS, sealed, RecoveryWords.generate(random));
    }

    /// Two of one identity under the same words have nothing in common but the version.
    @Test
    void saltAndNonceAreFresh() {
        byte[] again = IdentityBackup.seal(identity, words, random);
        for (int from = 1; from + 16 <= IdentityBackup.SIZE; from += 16) {
            assertFalse(Arrays.equals(sealed, from, from + 16, again, from, from + 16));
        }
    }

    /// A flipped salt gives another key, so it cannot be told from other words; the rest can.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 17, 48, 49, 72, 73, 137, 138, 153})
    void aFlippedBitIsRefused(int at) {
        byte[] flipped = sealed.clone();
        flipped[at] ^= 1;
        assertKind(at >= 1 && at < 49 ? Kind.OTHER_WORDS : Kind.DAMAGED, flipped, words);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 153, 155})
    void anyOtherSizeIsRefused(int size) {
        assertKind(Kind.DAMAGED, Arrays.copyOf(sealed, size), words);
    }

    private static void assertKind(Kind kind, byte[] bytes, RecoveryWords words) {
        assertEquals(
                kind,
                assertThrows(BackupException.class, () -> IdentityBackup.open(bytes, words))
                        .kind());
    }
}
