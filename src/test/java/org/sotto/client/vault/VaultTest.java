package org.sotto.client.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.client.vault.VaultException.Kind;
import org.sotto.crypto.key.HeldSecret;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Argon2id;
import org.sotto.platform.HeldSecrets;
import org.sotto.support.SeededRandom;

/// The profile folder and its key slots (docs/protocol.md, files of a profile).
class VaultTest {
    private static final Argon2id.Cost CHEAP = new Argon2id.Cost(64, 1, 1);

    @TempDir
    Path folder;

    private final SecureRandom random = new SeededRandom(1);

    private static SecretBytes passphrase(String text) {
        return SecretBytes.adopt(text.getBytes(UTF_8));
    }

    private Path home() {
        return folder.resolve("profile");
    }

    private byte[] create() {
        try (Vault vault = Vault.create(home(), random);
                SecretBytes key = vault.databaseKey()) {
            vault.seal(passphrase("right"), CHEAP, random);
            return SecretAccess.bytes(key).clone();
        }
    }

    private byte[] open(String text) {
        try (Vault vault = Vault.open(home(), passphrase(text), CHEAP);
                SecretBytes key = vault.databaseKey()) {
            return SecretAccess.bytes(key).clone();
        }
    }

    private static void assertKind(Kind kind, org.junit.jupiter.api.function.Executable work) {
        assertEquals(kind, assertThrows(VaultException.class, work).kind());
    }

    @Test
    void rightPassphraseGivesTheSameKey() {
        assertArrayEquals(create(), open("right"));
    }

    @Test
    void keysOfTwoProfilesDiffer() {
        byte[] first = create();
        try (Vault other = Vault.create(folder.resolve("other"), random);
                SecretBytes key = other.databaseKey()) {
            assertFalse(Arrays.equals(first, SecretAccess.bytes(key)));
        }
    }

    @Test
    void filesArePrivate() throws IOException {
        create();
        assertEquals("rwx------", permissions(home()));
        for (String name : new String[] {"slots", "device.key", "messages.db", "lock"}) {
            assertEquals("rw-------", permissions(home().resolve(name)), name);
        }
    }

    @Test
    void loosenedPermissionsAreTightened() throws IOException {
        create();
        Files.setPosixFilePermissions(home(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(home().resolve("device.key"), PosixFilePermissions.fromString("rw-r--r--"));
        open("right");
        assertEquals("rwx------", permissions(home()));
        assertEquals("rw-------", permissions(home().resolve("device.key")));
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void slotsHaveOneSizeForEverybody() throws IOException {
        create();
        assertEquals(1_040, Files.size(home().resolve("slots")));
        assertEquals(32, Files.size(home().resolve("device.key")));
    }

    @Nested
    class Refuses {
        @Test
        void anotherPassphrase() {
            create();
            assertKind(Kind.WRONG_PASSPHRASE, () -> open("wrong"));
            assertKind(Kind.WRONG_PASSPHRASE, () -> open(""));
            assertKind(Kind.WRONG_PASSPHRASE, () -> open("right "));
        }

        @Test
        void anotherDeviceKey() throws IOException {
            create();
            Files.write(home().resolve("device.key"), new byte[32]);
            assertKind(Kind.WRONG_PASSPHRASE, () -> open("right"));
        }

        @Test
        void anyFlippedByteOfSaltAndSlot() throws IOException {
            create();
            Path slots = home().resolve("slots");
            byte[] good = Files.readAllBytes(slots);
            for (int at = 0; at < KeySlots.SALT + Slot.SIZE; at++) {
                byte[] bad = good.clone();
                bad[at] ^= 1;
                Files.write(slots, bad);
                assertKind(Kind.WRONG_PASSPHRASE, () -> open("right"));
            }
        }

        @Test
        void anotherSize() throws IOException {
            create();
            Path slots = home().resolve("slots");
            byte[] good = Files.readAllBytes(slots);
            Files.write(slots, Arrays.copyOf(good, good.length - 1));
            assertKind(Kind.DAMAGED, () -> open("right"));
            Files.write(slots, Arrays.copyOf(good, good.length + 1));
            assertKind(Kind.DAMAGED, () -> open("right"));
            Files.write(slots, good);
            Files.write(home().resolve("device.key"), new byte[31]);
            assertKind(Kind.DAMAGED, () -> open("right"));
        }

        @Test
        void whatIsNotThere() {
            assertKind(Kind.MISSING, () -> open("right"));
        }

        @Test
        void aSecondProfileAtTheSamePlace() {
            create();
            assertKind(Kind.EXISTS, () -> Vault.create(home(), random));
        }
    }

    @Test
    void flippedBytesOfUnusedSlotsDoNotMatter() throws IOException {
        byte[] key = create();
        Path slots = home().resolve("slots");
        byte[] bytes = Files.readAllBytes(slots);
        bytes[KeySlots.SALT + Slot.SIZE] ^= 1;
        bytes[KeySlots.SIZE - 1] ^= 1;
        Files.write(slots, bytes);
        assertArrayEquals(key, open("right"));
    }

    @Test
    void aKeyInAnySlotOpens() {
        SecretBytes outer = SecretBytes.random(32, random);
        SecretBytes device = SecretBytes.random(32, random);
        KeySlots.Unlock unlock = new KeySlots.Unlock(passphrase("right"), device, CHEAP);
        byte[] file = new byte[KeySlots.SIZE];
        for (int slot = 0; slot < KeySlots.COUNT; slot++) {
            random.nextBytes(file);
            try (SlotKey key = unlock.derive(Arrays.copyOf(file, KeySlots.SALT));
                    SecretBytes keys = key.keysOf(slot)) {
                byte[] sealed = Slot.seal(keys, outer, random);
                System.arraycopy(sealed, 0, file, KeySlots.SALT + slot * Slot.SIZE, Slot.SIZE);
            }
            try (HeldSecret held = KeySlots.decode(file).open(unlock);
                    SecretBytes opened = held.copy()) {
                assertArrayEquals(SecretAccess.bytes(outer), SecretAccess.bytes(opened), "slot " + slot);
            }
        }
    }

    @Test
    void anUnfinishedProfileCountsAsMissingAndIsMadeAnew() {
        Vault.create(home(), random).close();
        assertKind(Kind.MISSING, () -> open("right"));
        assertArrayEquals(create(), open("right"));
    }

    @Test
    void nothingIsHeldOfWhatDoesNotOpen() {
        create();
        int before = HeldSecrets.count();
        assertKind(Kind.WRONG_PASSPHRASE, () -> open("wrong"));
        assertEquals(before, HeldSecrets.count());
        SecretBytes wiped = passphrase("right");
        wiped.close();
        assertThrows(IllegalStateException.class, () -> Vault.open(home(), wiped, CHEAP));
        assertEquals(before, HeldSecrets.count());
        try (Vault open = Vault.open(home(), passphrase("right"), CHEAP)) {
            assertEquals(before + 2, HeldSecrets.count(), "the control: outer and device key of " + open);
        }
    }

    @Test
    void discardLeavesNothing() {
        Vault.create(home(), random).discard();
        assertFalse(Files.exists(home()));
    }
}
