package org.sotto.server.certificate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Argon2id;
import org.sotto.crypto.primitive.Pbkdf2;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.StartRefusedException;
import org.sotto.server.settings.SettingsSources;

/// What `storage.encryption` and `security.password_hashing` make of a key file.
class KeyDerivationTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final KeyDerivation CHEAP = new KeyDerivation.Iterate(3);

    @TempDir
    Path temp;

    private Path keyFile;

    @BeforeEach
    void write() throws IOException {
        keyFile = temp.resolve("db_key.enc");
        write("a passphrase of sixteen bytes and more");
    }

    private void write(String content) throws IOException {
        Files.writeString(keyFile, content);
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
    }

    private byte[] database(Optional<Path> file, KeyDerivation derivation) {
        try (DataFolder folder = DataFolder.open(temp.resolve("data"));
                ServerKeys keys = ServerKeys.open(folder, file, derivation, RANDOM);
                SecretBytes key = keys.database()) {
            return SecretAccess.bytes(key).clone();
        }
    }

    private byte[] salt() throws IOException {
        return Files.readAllBytes(temp.resolve("data").resolve(DatabaseKeySource.SALT));
    }

    private static KeyDerivation of(String derivation, String key, String value) {
        return KeyDerivation.of(
                new SettingsSources(Map.of("SOTTO_STORAGE_ENCRYPTION_KEY_DERIVATION", derivation, key, value))
                        .read(null, Path.of("target/none/data")));
    }

    @Test
    void pbkdf2StretchesTheContentWithTheFoldersSaltAndTheIterations() throws IOException {
        byte[] key = database(Optional.of(keyFile), CHEAP);
        assertArrayEquals(Pbkdf2.derive(Files.readAllBytes(keyFile), salt(), 3, 32), key);
        assertArrayEquals(key, database(Optional.of(keyFile), CHEAP));
        assertFalse(Arrays.equals(key, database(Optional.of(keyFile), new KeyDerivation.Iterate(4))));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(temp.resolve("data/" + DatabaseKeySource.SALT))));
    }

    @Test
    void argon2idTakesTheCostOfPasswordHashing() throws IOException {
        Argon2id.Cost cost = new Argon2id.Cost(64, 1, 1);
        byte[] key = database(Optional.of(keyFile), new KeyDerivation.Hard(cost));
        assertArrayEquals(Argon2id.derive(Files.readAllBytes(keyFile), salt(), cost, 32), key);
    }

    @Test
    void theSettingsNameDerivationAndCost() {
        assertEquals(new KeyDerivation.Iterate(100_001), of("pbkdf2", "SOTTO_STORAGE_ENCRYPTION_ITERATIONS", "100001"));
        assertEquals(
                new KeyDerivation.Hard(new Argon2id.Cost(65_536, 5, 2)),
                of("argon2id", "SOTTO_SECURITY_PASSWORD_HASHING_TIME_COST", "5"));
        assertEquals(
                new KeyDerivation.Hard(new Argon2id.Cost(20_000, 4, 2)),
                of("argon2id", "SOTTO_SECURITY_PASSWORD_HASHING_MEMORY_COST", "20000"));
        assertEquals(
                new KeyDerivation.Hard(new Argon2id.Cost(65_536, 4, 3)),
                of("argon2id", "SOTTO_SECURITY_PASSWORD_HASHING_PARALLELISM", "3"));
        assertEquals(new KeyDerivation.Extract(), of("hkdf", "SOTTO_SERVER_PORT", "1"));
    }

    @Test
    void theKeyInTheDataFolderIsStretchedTooAndOtherwiseTakenAsItIs() throws IOException {
        byte[] raw = database(Optional.empty(), KeyDerivation.DEFAULT);
        assertArrayEquals(Files.readAllBytes(temp.resolve("data").resolve(KeyFile.DATABASE.fileName)), raw);
        assertFalse(Files.exists(temp.resolve("data").resolve(DatabaseKeySource.SALT)));
        byte[] stretched = database(Optional.empty(), CHEAP);
        assertArrayEquals(Pbkdf2.derive(raw, salt(), 3, 32), stretched);
    }

    @Test
    void hkdfWantsThirtyTwoBytesAndTheOthersSixteen() throws IOException {
        write("x".repeat(31));
        assertRefused("has only 31 bytes, and hkdf needs 32", KeyDerivation.DEFAULT);
        assertEquals(32, database(Optional.of(keyFile), CHEAP).length);
        write("x".repeat(15));
        assertRefused("has only 15 bytes, and pbkdf2 needs 16", CHEAP);
    }

    @Test
    void aSaltThatIsLostBesideADatabaseOrDamagedIsRefused() throws IOException {
        database(Optional.of(keyFile), CHEAP);
        Path salt = temp.resolve("data").resolve(DatabaseKeySource.SALT);
        Files.write(salt, new byte[31]);
        assertRefused("is damaged", CHEAP);
        Files.delete(salt);
        Files.createFile(temp.resolve("data").resolve(DataFolder.DATABASE));
        assertRefused("the salt ", CHEAP);
    }

    @Test
    void moreMemoryThanThisProcessHasIsRefused() {
        KeyDerivation hard = new KeyDerivation.Hard(new Argon2id.Cost(65_536, 4, 2));
        hard.requireMemory(128L << 20);
        String message =
                String.valueOf(assertThrows(StartRefusedException.class, () -> hard.requireMemory((128L << 20) - 1))
                        .getMessage());
        assertTrue(message.startsWith("security.password_hashing.memory_cost is 65536, "), message);
    }

    private void assertRefused(String part, KeyDerivation derivation) {
        String message = String.valueOf(
                assertThrows(StartRefusedException.class, () -> database(Optional.of(keyFile), derivation))
                        .getMessage());
        assertTrue(message.contains(part) && message.contains("(hint: "), message);
    }
}
