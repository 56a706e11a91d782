package org.sotto.client.vault;

import java.util.Arrays;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Argon2id;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.wire.ByteWriter;

/// What a passphrase and the device key together give: the keys of the slots.
///
/// Argon2id runs once per attempt, whatever the number of slots: HKDF(absent, Argon2id(passphrase, salt) ‖ device key,
/// `Sotto1/slot` ‖ index, 64) → encryption key 32 ‖ MAC key 32.
final class SlotKey implements AutoCloseable {
    private static final int STRETCHED = 32;

    private final SecretBytes combined;

    private SlotKey(SecretBytes combined) {
        this.combined = combined;
    }

    static SlotKey derive(SecretBytes passphrase, SecretBytes deviceKey, byte[] salt, Argon2id.Cost cost) {
        byte[] stretched = Argon2id.derive(SecretAccess.bytes(passphrase), salt, cost, STRETCHED);
        ByteWriter writer = new ByteWriter(STRETCHED + deviceKey.length());
        try {
            writer.bytes(stretched).bytes(SecretAccess.bytes(deviceKey));
            return new SlotKey(SecretBytes.adopt(writer.toByteArray()));
        } finally {
            Arrays.fill(stretched, (byte) 0);
            writer.wipe();
        }
    }

    /// 64 bytes: the slot's encryption key and its MAC key.
    SecretBytes keysOf(int slot) {
        byte[] info = Label.SLOT.with(new byte[] {(byte) slot});
        return SecretBytes.adopt(Hkdf.derive(null, SecretAccess.bytes(combined), info, 64));
    }

    @Override
    public void close() {
        combined.close();
    }
}
