package org.sotto.client.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sotto.crypto.key.HeldSecret;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Argon2id;

/// The bytes of a profile's own keys, for a test that looks for them.
public final class VaultKeys {
    private VaultKeys() {}

    public static Map<String, byte[]> of(Path home, SecretBytes passphrase, Argon2id.Cost cost) throws IOException {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        byte[] deviceKey = Files.readAllBytes(home.resolve("device.key"));
        keys.put("device key of the vault", deviceKey);
        KeySlots slots = KeySlots.decode(Files.readAllBytes(home.resolve("slots")));
        try (HeldSecret outer = slots.open(new KeySlots.Unlock(passphrase, SecretBytes.copyOf(deviceKey), cost));
                SecretBytes copy = outer.copy();
                Vault vault = Vault.open(home, passphrase, cost);
                SecretBytes database = vault.databaseKey()) {
            keys.put("outer key of the vault", SecretAccess.bytes(copy).clone());
            keys.put("database key", SecretAccess.bytes(database).clone());
        }
        return keys;
    }
}
