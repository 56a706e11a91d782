package org.sotto.client.backup;

import java.security.SecureRandom;
import java.util.Arrays;
import org.sotto.client.backup.BackupException.Kind;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Aead;
import org.sotto.crypto.primitive.Argon2id;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.crypto.primitive.Mac;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;

/// An identity sealed under 24 words, 154 bytes: version 1 ‖ salt 16 ‖ commitment 32 ‖ nonce 24 ‖ AEAD of the
/// stored identity 65 + 16.
///
/// HKDF(absent, Argon2id(entropy 32, salt, 64 MiB, 4 passes, 2 lanes, 32), `Sotto1/backup` ‖ salt, 64) → key 32 ‖
/// commitment 32. Poly1305 does not commit to its key: without the commitment one file could be made that opens under
/// two lists of words. AD = everything before the ciphertext. Section 2 of docs/protocol.md.
public final class IdentityBackup {
    public static final int SIZE = 154;

    private static final int VERSION = 1;
    private static final int SALT = 16;
    private static final int COMMITMENT = 32;
    private static final int STRETCHED = 32;
    private static final int HEAD = 1 + SALT + COMMITMENT + Aead.NONCE;
    private static final Argon2id.Cost COST = new Argon2id.Cost(64 * 1024, 4, 2);

    private IdentityBackup() {}

    /// Seals the identity's private keys. Takes about a second and 64 MiB.
    public static byte[] seal(IdentityKeyPair identity, RecoveryWords words, SecureRandom random) {
        byte[] salt = new byte[SALT];
        byte[] nonce = new byte[Aead.NONCE];
        random.nextBytes(salt);
        random.nextBytes(nonce);
        byte[] keys = derive(words, salt);
        byte[] key = Arrays.copyOf(keys, Aead.KEY);
        byte[] plaintext = identity.encode();
        try {
            byte[] head = new ByteWriter(HEAD)
                    .u8(VERSION)
                    .bytes(salt)
                    .bytes(Arrays.copyOfRange(keys, Aead.KEY, keys.length))
                    .bytes(nonce)
                    .toByteArray();
            return new ByteWriter(SIZE)
                    .bytes(head)
                    .bytes(Aead.seal(key, nonce, head, plaintext))
                    .toByteArray();
        } finally {
            wipe(keys, key, plaintext);
        }
    }

    /// @throws BackupException OTHER_WORDS, or DAMAGED: then nothing of it is given out
    public static IdentityKeyPair open(byte[] sealed, RecoveryWords words) {
        ByteReader in = reader(sealed);
        byte[] salt = in.bytes(SALT);
        byte[] commitment = in.bytes(COMMITMENT);
        byte[] nonce = in.bytes(Aead.NONCE);
        byte[] keys = derive(words, salt);
        byte[] key = Arrays.copyOf(keys, Aead.KEY);
        byte[] plaintext = {};
        try {
            if (!Mac.equal(commitment, Arrays.copyOfRange(keys, Aead.KEY, keys.length))) {
                throw new BackupException(Kind.OTHER_WORDS, "the backup was not sealed under these words");
            }
            plaintext = Aead.open(key, nonce, Arrays.copyOf(sealed, HEAD), in.bytes(SIZE - HEAD));
            return IdentityKeyPair.decode(plaintext);
        } catch (AuthenticationFailedException | MalformedException e) {
            throw damaged();
        } finally {
            wipe(keys, key, plaintext);
        }
    }

    private static ByteReader reader(byte[] sealed) {
        try {
            ByteReader in = ByteReader.exactly(sealed, SIZE, "identity backup");
            in.expect(VERSION, MalformedException.Kind.WRONG_VERSION);
            return in;
        } catch (MalformedException e) {
            throw damaged();
        }
    }

    private static BackupException damaged() {
        return new BackupException(Kind.DAMAGED, "the backup is damaged");
    }

    private static byte[] derive(RecoveryWords words, byte[] salt) {
        byte[] stretched;
        try (SecretBytes entropy = words.entropy()) {
            stretched = Argon2id.derive(SecretAccess.bytes(entropy), salt, COST, STRETCHED);
        }
        try {
            return Hkdf.derive(null, stretched, Label.BACKUP.with(salt), Aead.KEY + COMMITMENT);
        } finally {
            wipe(stretched);
        }
    }

    private static void wipe(byte[]... secrets) {
        for (byte[] secret : secrets) {
            Arrays.fill(secret, (byte) 0);
        }
    }
}
