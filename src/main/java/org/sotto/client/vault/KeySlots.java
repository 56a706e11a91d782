package org.sotto.client.vault;

import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
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

    /// The outer key. All eight slots are tried always, so that time tells nothing about which one opened.
    ///
    /// @throws VaultException WRONG_PASSPHRASE if none opens, NEWER if the one that does asks for more than to open
    HeldSecret open(Unlock unlock) {
        @Nullable HeldSecret found = null;
        boolean newer = false;
        boolean done = false;
        try (SlotKey key = unlock.derive(Arrays.copyOf(bytes, SALT))) {
            for (int i = 0; i < COUNT; i++) {
                int from = SALT + i * Slot.SIZE;
                try (SecretBytes keys = key.keysOf(i)) {
                    HeldSecret opened = Slot.open(Arrays.copyOfRange(bytes, from, from + Slot.SIZE), keys);
                    if (found == null) {
                        found = opened;
                    } else if (opened != null) {
                        opened.close();
                    }
                } catch (MalformedException e) {
                    newer = true;
                }
            }
            done = true;
        } finally {
            if (!done && found != null) {
                found.close();
            }
        }
        if (found == null && newer) {
            throw new VaultException(VaultException.Kind.NEWER, "the key slots were made by a newer sotto");
        }
        if (found == null) {
            throw new VaultException(VaultException.Kind.WRONG_PASSPHRASE, "wrong passphrase");
        }
        return found;
    }

    /// What is needed to try the slots: passphrase, device key and Argon2id's cost.
    record Unlock(SecretBytes passphrase, SecretBytes deviceKey, Argon2id.Cost cost) {
        SlotKey derive(byte[] salt) {
            return SlotKey.derive(passphrase, deviceKey, salt, cost);
        }
    }
}
