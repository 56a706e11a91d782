package org.sotto.server.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.sotto.crypto.key.HeldSecret;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.PrivateFiles;
import org.sotto.server.config.StartRefusedException;

/// From a key file to the database's key. The salt of a derivation lies in the data folder, which is backed up whole.
final class DatabaseKeySource {
    static final String SALT = "database.salt";

    private final KeyDerivation derivation;
    private final SecureRandom random;

    DatabaseKeySource(KeyDerivation derivation, SecureRandom random) {
        this.derivation = derivation;
        this.random = random;
    }

    /// @param used whether there is a database already, which a new salt would not open
    HeldSecret derive(Path keyFile, DataFolder folder, boolean used) {
        byte[] content = content(keyFile, derivation);
        try {
            byte[] salt = derivation.isSalted() ? salt(folder.resolve(SALT), used) : new byte[0];
            return HeldSecret.adopt(derivation.derive(content, salt));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /// What can be said of a key file before a folder is made.
    ///
    /// @throws StartRefusedException if it is missing, readable by others, or too short
    static void check(Optional<Path> keyFile, KeyDerivation derivation) {
        keyFile.ifPresent(file -> Arrays.fill(content(file, derivation), (byte) 0));
    }

    private static byte[] content(Path file, KeyDerivation derivation) {
        byte[] content = PrivateFiles.read(file);
        if (content.length < derivation.leastBytes()) {
            Arrays.fill(content, (byte) 0);
            throw new StartRefusedException("the database key file " + file + " has only " + content.length
                    + " bytes, and " + derivation.label() + " needs " + derivation.leastBytes()
                    + " (hint: fill it with openssl rand -base64 64, and keep a copy)");
        }
        return content;
    }

    private byte[] salt(Path file, boolean used) {
        if (!Files.exists(file)) {
            if (used) {
                throw new StartRefusedException("the salt " + file + " is missing, and the database cannot be read"
                        + " without it (hint: restore it from your backup, or set storage.encryption.key_derivation"
                        + " to what it was)");
            }
            byte[] fresh = new byte[KeyFile.SIZE];
            random.nextBytes(fresh);
            write(file, fresh);
        }
        byte[] salt = PrivateFiles.read(file);
        if (salt.length != KeyFile.SIZE) {
            throw new StartRefusedException(
                    "the salt " + file + " is damaged: it must have 32 bytes (hint: restore it from your backup)");
        }
        return salt;
    }

    private static void write(Path file, byte[] fresh) {
        try {
            PrivateFiles.write(file, fresh);
        } catch (IOException e) {
            throw new StartRefusedException("cannot write " + file + " (hint: is the disk full?)", e);
        }
    }
}
