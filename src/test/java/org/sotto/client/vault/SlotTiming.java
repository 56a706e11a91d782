package org.sotto.client.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Argon2id;

/// Key slots for `bench/timing`: class 0 has its key in slot 0, class 1 in any of the eight. Argon2id is as cheap as it
/// can be, so that it hides nothing.
public final class SlotTiming {
    private static final Argon2id.Cost CHEAP = new Argon2id.Cost(8, 1, 1);

    private final SecureRandom random;
    private final KeySlots.Unlock unlock;
    private final byte[][] files = new byte[KeySlots.COUNT][];

    public SlotTiming(SecureRandom random) {
        this.random = random;
        SecretBytes passphrase = SecretBytes.copyOf("passphrase".getBytes(US_ASCII));
        unlock = new KeySlots.Unlock(passphrase, SecretBytes.random(32, random), CHEAP);
        byte[] salt = new byte[KeySlots.SALT];
        random.nextBytes(salt);
        for (int slot = 0; slot < KeySlots.COUNT; slot++) {
            files[slot] = file(slot, salt);
        }
    }

    /// Takes a copy of the file before it is measured, so that no class is warmer in the cache.
    public Runnable opening(int sample) {
        int[] used = {0, random.nextInt(KeySlots.COUNT)};
        KeySlots slots = KeySlots.decode(files[used[sample]]);
        return () -> slots.open(unlock).close();
    }

    /// All with the same salt: Argon2id takes another way through its memory with another one.
    private byte[] file(int slot, byte[] salt) {
        byte[] file = new byte[KeySlots.SIZE];
        random.nextBytes(file);
        System.arraycopy(salt, 0, file, 0, KeySlots.SALT);
        try (SlotKey key = unlock.derive(salt);
                SecretBytes keys = key.keysOf(slot);
                SecretBytes outer = SecretBytes.random(Slot.KEY, random)) {
            byte[] sealed = Slot.seal(keys, outer, random);
            System.arraycopy(sealed, 0, file, KeySlots.SALT + slot * Slot.SIZE, Slot.SIZE);
        }
        return file;
    }
}
