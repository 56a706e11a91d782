package org.sotto.server.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Aead;

/// The sealed stream alone: what goes in comes out, and nothing else does.
class SealedStreamTest {
    private static final int CHUNK = SealedChunks.SIZE + Aead.TAG;

    private static BackupKey key(int seed) {
        byte[] encoded = new byte[BackupKey.ENCODED];
        new Random(seed).nextBytes(encoded);
        return BackupKey.decode(encoded);
    }

    private static byte[] content(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    private static byte[] seal(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (BackupKey key = key(1)) {
            SealedOutput sealed = new SealedOutput(out, key);
            sealed.write(content);
            sealed.finish();
        }
        return out.toByteArray();
    }

    private static byte[] open(byte[] sealed) throws IOException {
        try (BackupKey key = key(1)) {
            ByteArrayInputStream in = new ByteArrayInputStream(sealed);
            in.skipNBytes(BackupKey.HEAD);
            return SealedInput.of(in, key).readAllBytes();
        }
    }

    private static void assertDamaged(byte[] sealed) {
        RestoreRefusedException refused = assertThrows(RestoreRefusedException.class, () -> open(sealed));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("the backup is damaged: it "), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000})
    void comesBackWhole(int size) throws IOException {
        byte[] content = content(size);
        assertArrayEquals(content, open(seal(content)));
    }

    @Test
    void thatWasCutOffAnywhereIsRefused() throws IOException {
        byte[] sealed = seal(content(150_000));
        int[] ends = {
            BackupKey.HEAD,
            BackupKey.HEAD + 1,
            BackupKey.HEAD + CHUNK - 1,
            BackupKey.HEAD + CHUNK, // between two chunks
            BackupKey.HEAD + CHUNK + 1,
            BackupKey.HEAD + 2 * CHUNK,
            sealed.length - 1
        };
        for (int end : ends) {
            assertDamaged(Arrays.copyOf(sealed, end));
        }
        assertDamaged(Arrays.copyOf(sealed, sealed.length + 1));
    }

    @Test
    void withAnyByteChangedIsRefused() throws IOException {
        byte[] sealed = seal(content(150_000));
        for (int at = BackupKey.HEAD; at < sealed.length; at += 4_999) {
            byte[] changed = sealed.clone();
            changed[at] ^= 1;
            assertDamaged(changed);
        }
    }

    @Test
    void withTwoChunksInEachOthersPlaceIsRefused() throws IOException {
        byte[] sealed = seal(content(200_000));
        byte[] moved = sealed.clone();
        System.arraycopy(sealed, BackupKey.HEAD, moved, BackupKey.HEAD + CHUNK, CHUNK);
        System.arraycopy(sealed, BackupKey.HEAD + CHUNK, moved, BackupKey.HEAD, CHUNK);
        assertDamaged(moved);
        byte[] shorter = new byte[sealed.length - CHUNK];
        System.arraycopy(sealed, 0, shorter, 0, BackupKey.HEAD);
        System.arraycopy(sealed, BackupKey.HEAD + CHUNK, shorter, BackupKey.HEAD, shorter.length - BackupKey.HEAD);
        assertDamaged(shorter);
    }

    @Test
    void itsHeadCommitsToTheKey() {
        try (SecretBytes passphrase = SecretBytes.copyOf(new byte[] {1, 2, 3});
                BackupKey made = BackupKey.fresh(passphrase, new java.security.SecureRandom());
                BackupKey again = BackupKey.of(passphrase, made.head())) {
            assertArrayEquals(made.encode(), again.encode());
            byte[] other = made.head();
            other[BackupKey.HEAD - 1] ^= 1;
            assertTrue(assertThrows(RestoreRefusedException.class, () -> BackupKey.of(passphrase, other))
                    .isWrongPassphrase());
            byte[] newer = made.head();
            newer[7]++;
            assertEquals(
                    "the backup was made by a newer sotto",
                    assertThrows(RestoreRefusedException.class, () -> BackupKey.of(passphrase, newer))
                            .getMessage());
        }
        try (SecretBytes passphrase = SecretBytes.copyOf(new byte[] {1})) {
            byte[] none = new byte[BackupKey.HEAD];
            assertEquals(
                    "the file is no backup of a sotto server",
                    assertThrows(RestoreRefusedException.class, () -> BackupKey.of(passphrase, none))
                            .getMessage());
        }
    }
}
