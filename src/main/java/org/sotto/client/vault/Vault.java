package org.sotto.client.vault;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.HeldSecret;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Argon2id;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.crypto.primitive.Mac;

/// An unlocked profile: it knows where the database is and holds its key.
///
/// The key is HKDF(absent, outer key, `Sotto1/database`, 32). The outer key is random, lies in a key slot, and never
/// changes with the passphrase.
public final class Vault implements AutoCloseable {
    private static final int DEVICE_KEY = 32;

    private final ProfileFolder folder;
    private final HeldSecret outerKey;
    private final HeldSecret deviceKey;
    private final List<String> found;

    private Vault(ProfileFolder folder, HeldSecret outerKey, HeldSecret deviceKey, List<String> found) {
        this.folder = folder;
        this.outerKey = outerKey;
        this.deviceKey = deviceKey;
        this.found = found;
    }

    /// What others could read or change when the profile was opened. It was put right then.
    public List<String> foundOpen() {
        return found;
    }

    /// Looks again, and puts right what is open to others.
    ///
    /// @return its names
    /// @throws VaultException NOT_ACCESSIBLE where that is not in this user's power
    public List<String> tighten() {
        return folder.tighten();
    }

    /// Makes sure that the folder is the profile that was opened.
    ///
    /// @throws VaultException DAMAGED if `device.key` is another one now, NOT_ACCESSIBLE if there is none
    public void requireDeviceKey() {
        byte[] stored = folder.read(folder.deviceKey());
        try (SecretBytes held = deviceKey.copy()) {
            if (!Mac.equal(SecretAccess.bytes(held), stored)) {
                throw new VaultException(
                        VaultException.Kind.DAMAGED, "device.key was replaced while the profile was open");
            }
        } finally {
            Arrays.fill(stored, (byte) 0);
        }
    }

    /// A new profile without key slots: it counts as missing until [#seal] is called.
    ///
    /// @throws VaultException EXISTS, NOT_ACCESSIBLE
    public static Vault create(Path home, SecureRandom random) {
        ProfileFolder folder = new ProfileFolder(home);
        if (folder.exists()) {
            throw new VaultException(VaultException.Kind.EXISTS, "there is a profile already");
        }
        folder.prepare();
        folder.discard();
        folder.prepare();
        byte[] deviceKey = random(DEVICE_KEY, random);
        folder.write(folder.deviceKey(), deviceKey);
        folder.createEmpty(folder.database());
        folder.createEmpty(folder.lock());
        return new Vault(folder, HeldSecret.adopt(random(Slot.KEY, random)), HeldSecret.adopt(deviceKey), List.of());
    }

    /// Writes the key slots: from now on the profile is there.
    public void seal(SecretBytes passphrase, Argon2id.Cost cost, SecureRandom random) {
        try (SecretBytes outer = outerKey.copy();
                SecretBytes device = deviceKey.copy()) {
            KeySlots.Unlock unlock = new KeySlots.Unlock(passphrase, device, cost);
            folder.write(folder.slots(), KeySlots.create(outer, unlock, random).encode());
        }
    }

    /// @throws VaultException MISSING, WRONG_PASSPHRASE, DAMAGED, NOT_ACCESSIBLE
    public static Vault open(Path home, SecretBytes passphrase, Argon2id.Cost cost) {
        ProfileFolder folder = new ProfileFolder(home);
        if (!folder.exists()) {
            throw new VaultException(VaultException.Kind.MISSING, "no profile");
        }
        List<String> open = folder.tighten();
        KeySlots slots = KeySlots.decode(folder.read(folder.slots()));
        byte[] device = folder.read(folder.deviceKey());
        if (device.length != DEVICE_KEY) {
            Arrays.fill(device, (byte) 0);
            throw new VaultException(VaultException.Kind.DAMAGED, "device.key has a wrong size");
        }
        HeldSecret deviceKey = HeldSecret.adopt(device);
        boolean opened = false;
        try (SecretBytes copy = deviceKey.copy()) {
            HeldSecret outerKey = slots.open(new KeySlots.Unlock(passphrase, copy, cost));
            opened = true;
            return new Vault(folder, outerKey, deviceKey, open);
        } finally {
            if (!opened) {
                deviceKey.close();
            }
        }
    }

    /// The key of the database, 32 bytes. The caller closes it.
    public SecretBytes databaseKey() {
        try (SecretBytes outer = outerKey.copy()) {
            return SecretBytes.adopt(Hkdf.derive(null, SecretAccess.bytes(outer), Label.DATABASE.bytes(), Slot.KEY));
        }
    }

    private static byte[] random(int length, SecureRandom random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    public Path database() {
        return folder.database();
    }

    /// The file that processes of this profile lock to flush the outbox one after the other.
    public Path lock() {
        return folder.lock();
    }

    /// Removes a profile whose making has failed.
    public void discard() {
        close();
        folder.discard();
    }

    @Override
    public void close() {
        outerKey.close();
        deviceKey.close();
    }
}
