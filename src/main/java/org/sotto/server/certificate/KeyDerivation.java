package org.sotto.server.certificate;

import org.sotto.crypto.Label;
import org.sotto.crypto.primitive.Argon2id;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.crypto.primitive.Pbkdf2;
import org.sotto.server.config.StartRefusedException;
import org.sotto.server.settings.SettingKey;
import org.sotto.server.settings.Settings;

/// How the content of a key file becomes the database's key of 32 bytes (`storage.encryption.key_derivation`).
public sealed interface KeyDerivation {
    /// What a server does that was told nothing.
    KeyDerivation DEFAULT = new Extract();

    /// HKDF(absent, content, "Sotto1/database", 32), for content that is random already.
    record Extract() implements KeyDerivation {}

    /// PBKDF2-HMAC-SHA-512(content, salt, iterations, 32).
    record Iterate(int iterations) implements KeyDerivation {}

    /// Argon2id(content, salt, cost, 32), with the cost of `security.password_hashing`.
    record Hard(Argon2id.Cost cost) implements KeyDerivation {}

    static KeyDerivation of(Settings settings) {
        return switch (settings.text(SettingKey.KEY_DERIVATION)) {
            case "pbkdf2" -> new Iterate(settings.whole(SettingKey.ITERATIONS));
            case "argon2id" ->
                new Hard(new Argon2id.Cost(
                        settings.whole(SettingKey.HASH_MEMORY),
                        settings.whole(SettingKey.HASH_TIME),
                        settings.whole(SettingKey.HASH_PARALLELISM)));
            default -> new Extract();
        };
    }

    /// The name in the settings.
    default String label() {
        return switch (this) {
            case Extract e -> "hkdf";
            case Iterate i -> "pbkdf2";
            case Hard h -> "argon2id";
        };
    }

    /// Whether it takes a salt, which the data folder keeps.
    default boolean isSalted() {
        return !(this instanceof Extract);
    }

    /// The least content: what is not stretched must be random itself, the others take a long passphrase as well.
    default int leastBytes() {
        return isSalted() ? 16 : KeyFile.SIZE;
    }

    /// @throws StartRefusedException if this process has not the memory for it
    default void requireMemory(long available) {
        if (this instanceof Hard(Argon2id.Cost cost) && cost.memoryKib() * 1024L > available / 2) {
            throw new StartRefusedException(SettingKey.HASH_MEMORY.path() + " is " + cost.memoryKib()
                    + ", which is more than half of this process's heap of " + (available >> 10)
                    + " kib (hint: give less, or a larger -Xmx)");
        }
    }

    /// @param salt empty where none is taken
    default byte[] derive(byte[] content, byte[] salt) {
        return switch (this) {
            case Extract e -> Hkdf.derive(null, content, Label.DATABASE.bytes(), KeyFile.SIZE);
            case Iterate i -> Pbkdf2.derive(content, salt, i.iterations, KeyFile.SIZE);
            case Hard h -> Argon2id.derive(content, salt, h.cost, KeyFile.SIZE);
        };
    }
}
