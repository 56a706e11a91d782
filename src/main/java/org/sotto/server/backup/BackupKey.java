package org.sotto.server.backup;

import java.security.SecureRandom;
import java.util.Arrays;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.HeldSecret;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Aead;
import org.sotto.crypto.primitive.Argon2id;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.crypto.primitive.Mac;

/// What one backup is sealed with. Its head, 56 bytes, opens the file: `SottoSB` ‖ version 1 ‖ salt 16 ‖
/// commitment 32.
///
/// HKDF(absent, Argon2id(passphrase, salt, 64 MiB, 4 passes, 2 lanes, 32), `Sotto1/server-backup` ‖ salt, 64) → key 32
/// ‖ commitment 32. Poly1305 does not commit to its key: without the commitment one file could be made that opens under
/// two passphrases. The salt is fresh for each file, so a key seals one file.
///
/// A passphrase, and not the database's key: a backup has to be of use when the machine and all of its files are gone.
public final class BackupKey implements AutoCloseable {
    /// Bytes of [#encode()].
    public static final int ENCODED = 80;

    static final int HEAD = 56;
    private static final int SALT = 16;
    private static final int COMMITMENT = 32;
    private static final byte[] MAGIC = {'S', 'o', 't', 't', 'o', 'S', 'B', 1};
    private static final Argon2id.Cost COST = new Argon2id.Cost(64 * 1024, 4, 2);

    private final byte[] salt;
    private final byte[] commitment;
    private final HeldSecret key;

    /// @param keys key and commitment; wiped
    private BackupKey(byte[] salt, byte[] keys) {
        this.salt = salt;
        this.commitment = Arrays.copyOfRange(keys, Aead.KEY, keys.length);
        this.key = HeldSecret.adopt(Arrays.copyOf(keys, Aead.KEY));
        Arrays.fill(keys, (byte) 0);
    }

    /// For a new backup. Takes about a second and 64 MiB.
    public static BackupKey fresh(SecretBytes passphrase, SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        return derive(passphrase, salt);
    }

    /// For the backup of this head.
    ///
    /// @throws RestoreRefusedException it is no backup, or was made under another passphrase
    static BackupKey of(SecretBytes passphrase, byte[] head) {
        if (head.length != HEAD
                || !Arrays.equals(Arrays.copyOf(head, MAGIC.length - 1), Arrays.copyOf(MAGIC, MAGIC.length - 1))) {
            throw new RestoreRefusedException(
                    "the file is no backup of a sotto server", "sotto server-backup makes one");
        }
        if (head[MAGIC.length - 1] != MAGIC[MAGIC.length - 1]) {
            throw new RestoreRefusedException("the backup was made by a newer sotto", "use that version");
        }
        BackupKey key = derive(passphrase, Arrays.copyOfRange(head, MAGIC.length, MAGIC.length + SALT));
        if (!Mac.equal(key.head(), head)) {
            key.close();
            throw RestoreRefusedException.passphrase();
        }
        return key;
    }

    private static BackupKey derive(SecretBytes passphrase, byte[] salt) {
        byte[] stretched = Argon2id.derive(SecretAccess.bytes(passphrase), salt, COST, Aead.KEY);
        try {
            return new BackupKey(
                    salt, Hkdf.derive(null, stretched, Label.SERVER_BACKUP.with(salt), Aead.KEY + COMMITMENT));
        } finally {
            Arrays.fill(stretched, (byte) 0);
        }
    }

    /// What the server that seals is given: salt 16 ‖ key 32 ‖ commitment 32. It does not get to know the passphrase.
    public byte[] encode() {
        byte[] encoded = new byte[ENCODED];
        System.arraycopy(salt, 0, encoded, 0, SALT);
        try (SecretBytes copy = secret()) {
            System.arraycopy(SecretAccess.bytes(copy), 0, encoded, SALT, Aead.KEY);
        }
        System.arraycopy(commitment, 0, encoded, SALT + Aead.KEY, COMMITMENT);
        return encoded;
    }

    /// @param encoded 80 bytes; wiped
    public static BackupKey decode(byte[] encoded) {
        if (encoded.length != ENCODED) {
            throw new IllegalArgumentException("a backup's key is 80 bytes");
        }
        byte[] salt = Arrays.copyOf(encoded, SALT);
        byte[] keys = Arrays.copyOfRange(encoded, SALT, ENCODED);
        Arrays.fill(encoded, (byte) 0);
        return new BackupKey(salt, keys);
    }

    byte[] head() {
        byte[] head = Arrays.copyOf(MAGIC, HEAD);
        System.arraycopy(salt, 0, head, MAGIC.length, SALT);
        System.arraycopy(commitment, 0, head, MAGIC.length + SALT, COMMITMENT);
        return head;
    }

    /// For one use.
    SecretBytes secret() {
        return key.copy();
    }

    @Override
    public void close() {
        key.close();
    }
}
