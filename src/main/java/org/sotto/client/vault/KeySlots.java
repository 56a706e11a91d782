package org.sotto.client.vault;

import java.security.SecureRandom;
import java.util.Arrays;
import org.sotto.crypto.key.HeldSecret;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Argon2id;
import org.sotto.wire.MalformedException;

/// The file `slots`, 1,040 bytes: salt 16 ‖ 8 slots of 128.
///
/// Slots 0–3 belong to the ordinary view and 4–7 to a hidden one, for everybody; those not in use are random bytes,
/// which nobody without the key tells from used ones.
final class KeySlots {
    static final int SALT = 16;
    static final int COUNT = 8;
    static final int SIZE = SALT + COUNT * Slot.SIZE;

    private final byte[] bytes;

    private KeySlots(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A new file with the outer key in slot 0.
    static KeySlots create(SecretBytes outerKey, Unlock unlock, SecureRandom random) {
        byte[] bytes = new byte[SIZE];
        random.nextBytes(bytes);
        try (SlotKey key = unlock.derive(Arrays.copyOf(bytes, SALT));
                SecretBytes keys = key.keysOf(0)) {
            System.arraycopy(Slot.seal(keys, outerKey, random), 0, bytes, SALT, Slot.SIZE);
        }
        return new KeySlots(bytes);
    }

    /// @throws VaultException DAMAGED with another size than 1,040
    static KeySlots decode(byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new VaultException(VaultException.Kind.DAMAGED, "the key slots have a wrong size");
        }
        return new KeySlots(bytes.clone());
    }

    byte[] encode() {
        return bytes.clone();
    }

    /// The outer key. All eight slots are tried always, with the same work for each, so that time tells
    /// nothing about which one opened.
    ///
    /// @throws VaultException WRONG_PASSPHRASE if none opens, NEWER if the first that does asks for more
    HeldSecret open(Unlock unlock) {
        byte[] found = new byte[Slot.PLAINTEXT];
        try {
            if (find(unlock, found) == 0) {
                throw new VaultException(VaultException.Kind.WRONG_PASSPHRASE, "wrong passphrase");
            }
            return Slot.outerKey(found);
        } catch (MalformedException e) {
            throw new VaultException(VaultException.Kind.NEWER, "the key slots were made by a newer sotto");
        } finally {
            Arrays.fill(found, (byte) 0);
        }
    }

    /// The plaintext of the first slot that opens.
    ///
    /// @return 0 if none does
    private int find(Unlock unlock, byte[] found) {
        int opened = 0;
        try (SlotKey key = unlock.derive(Arrays.copyOf(bytes, SALT))) {
            for (int i = 0; i < COUNT; i++) {
                int from = SALT + i * Slot.SIZE;
                try (SecretBytes keys = key.keysOf(i)) {
                    opened |= Slot.open(Arrays.copyOfRange(bytes, from, from + Slot.SIZE), keys, ~opened, found);
                }
            }
        }
        return opened;
    }

    /// What is needed to try the slots: passphrase, device key and Argon2id's cost.
    record Unlock(SecretBytes passphrase, SecretBytes deviceKey, Argon2id.Cost cost) {
        SlotKey derive(byte[] salt) {
            return SlotKey.derive(passphrase, deviceKey, salt, cost);
        }
    }
}
