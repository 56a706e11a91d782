package org.sotto.client.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sotto.client.vault.VaultException.Kind;
import org.sotto.crypto.key.HeldSecret;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Argon2id;
import org.sotto.platform.HeldSecrets;
import org.sotto.support.SeededRandom;

/// Slots that this version would not write, in a file of the right passphrase.
class KeySlotsTest {
    private static final int PLAINTEXT = 72;
    private static final int ACTION = 64;

    private final SecureRandom random = new SeededRandom(7);
    private final KeySlots.Unlock unlock = new KeySlots.Unlock(
            SecretBytes.adopt("right".getBytes(UTF_8)), SecretBytes.random(32, random), new Argon2id.Cost(64, 1, 1));
    private final byte[] file = randomFile();

    private byte[] randomFile() {
        byte[] bytes = new byte[KeySlots.SIZE];
        random.nextBytes(bytes);
        return bytes;
    }

    private void put(int slot, byte[] plaintext) {
        try (SlotKey key = unlock.derive(Arrays.copyOf(file, KeySlots.SALT));
                SecretBytes keys = key.keysOf(slot)) {
            byte[] sealed = Slot.seal(keys, plaintext, random);
            System.arraycopy(sealed, 0, file, KeySlots.SALT + slot * Slot.SIZE, Slot.SIZE);
        }
    }

    private HeldSecret open() {
        return KeySlots.decode(file).open(unlock);
    }

    @Test
    void oneThatAsksForMoreThanToOpenIsOfANewerSotto() {
        byte[] other = new byte[PLAINTEXT];
        other[ACTION] = 1;
        put(2, other);
        VaultException newer = assertThrows(VaultException.class, this::open);
        assertEquals(Kind.NEWER, newer.kind());
        assertEquals("the key slots were made by a newer sotto", newer.getMessage());
        put(2, new byte[PLAINTEXT]);
        open().close();
    }

    @Test
    void ofTwoThatOpenTheFirstCountsAndTheOtherIsNotHeld() {
        put(1, withKey(1));
        put(5, withKey(6));
        int before = HeldSecrets.count();
        HeldSecret opened = open();
        assertEquals(before + 1, HeldSecrets.count());
        try (SecretBytes key = opened.copy()) {
            assertArrayEquals(Arrays.copyOf(withKey(1), Slot.KEY), SecretAccess.bytes(key));
        }
        opened.close();
        assertEquals(before, HeldSecrets.count());
    }

    @Test
    void ofTwoThatOpenTheFirstSaysWhetherItIsOfANewerSotto() {
        byte[] newer = withKey(1);
        newer[ACTION] = 1;
        put(1, newer);
        put(5, withKey(6));
        assertEquals(Kind.NEWER, assertThrows(VaultException.class, this::open).kind());
        put(1, withKey(1));
        put(5, newer);
        open().close();
    }

    private static byte[] withKey(int value) {
        byte[] plaintext = new byte[PLAINTEXT];
        Arrays.fill(plaintext, 0, Slot.KEY, (byte) value);
        return plaintext;
    }
}
