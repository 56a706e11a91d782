package org.sotto.server.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.HeldSecret;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Ed25519;
import org.sotto.crypto.primitive.Hash;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.crypto.primitive.Mac;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.PrivateFiles;
import org.sotto.server.config.StartRefusedException;

/// The server's secrets. The first start makes them; later ones refuse to go on without those that guard data.
///
/// Each is given out as a copy for one use, which the caller closes.
public final class ServerKeys implements AutoCloseable {
    /// The page key of the database, where no key file stands in for it.
    public static final String DATABASE = KeyFile.DATABASE.fileName;

    private final Map<KeyFile, HeldSecret> keys;
    private final byte[] identityKey;

    private ServerKeys(Map<KeyFile, HeldSecret> keys) {
        this.keys = keys;
        try (SecretBytes seed = key(KeyFile.IDENTITY)) {
            this.identityKey = Ed25519.publicKey(SecretAccess.bytes(seed));
        }
    }

    /// @param databaseKeyFile what the database's key is derived from, or empty for a key in the data folder
    /// @throws StartRefusedException if a key is missing, cut off, or readable by others
    public static ServerKeys open(DataFolder folder, Optional<Path> databaseKeyFile, SecureRandom random) {
        return open(folder, databaseKeyFile, KeyDerivation.DEFAULT, random);
    }

    /// @param derivation how; a key in the data folder is taken as it is, unless the derivation stretches it
    /// @throws StartRefusedException if a key is missing, cut off, or readable by others
    public static ServerKeys open(
            DataFolder folder, Optional<Path> databaseKeyFile, KeyDerivation derivation, SecureRandom random) {
        boolean used = Files.exists(folder.database());
        DatabaseKeySource source = new DatabaseKeySource(derivation, random);
        Map<KeyFile, HeldSecret> keys = new EnumMap<>(KeyFile.class);
        boolean whole = false;
        try {
            databaseKeyFile.ifPresent(file -> keys.put(KeyFile.DATABASE, source.derive(file, folder, used)));
            for (KeyFile each : KeyFile.values()) {
                if (!keys.containsKey(each)) {
                    keys.put(each, readOrMake(folder.resolve(each.fileName), used && each.guardsData(), random));
                }
            }
            if (databaseKeyFile.isEmpty() && derivation.isSalted()) {
                HeldSecret derived = source.derive(folder.resolve(KeyFile.DATABASE.fileName), folder, used);
                HeldSecret raw = keys.put(KeyFile.DATABASE, derived);
                if (raw != null) {
                    raw.close();
                }
            }
            ServerKeys open = new ServerKeys(keys);
            whole = true;
            return open;
        } finally {
            if (!whole) {
                keys.values().forEach(HeldSecret::close);
            }
        }
    }

    /// The names of the keys in the data folder, and of the salt that goes with them.
    public static List<String> files() {
        return Stream.concat(Stream.of(KeyFile.values()).map(each -> each.fileName), Stream.of(DatabaseKeySource.SALT))
                .toList();
    }

    private static HeldSecret readOrMake(Path file, boolean lost, SecureRandom random) {
        if (!Files.exists(file)) {
            make(file, lost, random);
        }
        return read(file);
    }

    /// Ed25519, 32 bytes.
    public byte[] identityKey() {
        return identityKey.clone();
    }

    /// SHA-256 of the identity key, 32 bytes.
    public byte[] serverId() {
        return Hash.sha256(identityKey);
    }

    /// An Ed25519 signature by the identity key, 64 bytes.
    public byte[] sign(byte[] message) {
        try (SecretBytes seed = key(KeyFile.IDENTITY)) {
            return Ed25519.sign(SecretAccess.bytes(seed), message);
        }
    }

    /// A MAC of the audit log's chain, under HKDF(absent, the storage key, "Sotto1/audit", 32).
    public byte[] auditMac(byte[] message) {
        try (SecretBytes storage = storage()) {
            byte[] key = Hkdf.derive(null, SecretAccess.bytes(storage), Label.AUDIT.bytes(), KeyFile.SIZE);
            try {
                return Mac.hmacSha256(key, message);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        }
    }

    public SecretBytes database() {
        return key(KeyFile.DATABASE);
    }

    public SecretBytes pepper() {
        return key(KeyFile.PEPPER);
    }

    public SecretBytes storage() {
        return key(KeyFile.STORAGE);
    }

    public SecretBytes challenge() {
        return key(KeyFile.CHALLENGE);
    }

    public SecretBytes tokenMac() {
        return key(KeyFile.TOKEN_MAC);
    }

    public SecretBytes tokenEncryption() {
        return key(KeyFile.TOKEN_ENCRYPTION);
    }

    private SecretBytes key(KeyFile file) {
        HeldSecret key = keys.get(file);
        if (key == null) {
            throw new IllegalStateException(file + " was not loaded");
        }
        return key.copy();
    }

    private static void make(Path file, boolean lost, SecureRandom random) {
        if (lost) {
            throw new StartRefusedException("the key " + file
                    + " is missing, and the database cannot be read without it (hint: restore it from your backup)");
        }
        byte[] key = new byte[KeyFile.SIZE];
        random.nextBytes(key);
        try {
            PrivateFiles.write(file, key);
        } catch (IOException e) {
            throw new StartRefusedException("cannot write " + file + " (hint: is the disk full?)", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static HeldSecret read(Path file) {
        byte[] key = PrivateFiles.read(file);
        if (key.length != KeyFile.SIZE) {
            Arrays.fill(key, (byte) 0);
            throw new StartRefusedException(
                    "the key " + file + " is damaged: it must have 32 bytes (hint: restore it from your backup)");
        }
        return HeldSecret.adopt(key);
    }

    @Override
    public void close() {
        keys.values().forEach(HeldSecret::close);
    }
}
