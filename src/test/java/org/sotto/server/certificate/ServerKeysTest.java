package org.sotto.server.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.platform.HeldSecrets;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.StartRefusedException;

/// What a start holds in memory of the keys that it has read.
class ServerKeysTest {
    @TempDir
    Path temporary;

    private static ServerKeys open(DataFolder folder) {
        return ServerKeys.open(folder, Optional.empty(), new SecureRandom());
    }

    @Test
    void nothingIsHeldAfterAStartThatOneKeyRefuses() throws IOException {
        try (DataFolder folder = DataFolder.open(temporary.resolve("data"))) {
            int before = HeldSecrets.count();
            try (ServerKeys keys = open(folder)) {
                assertEquals(before + KeyFile.values().length, HeldSecrets.count(), "the control: " + keys);
            }
            assertEquals(before, HeldSecrets.count());
            Files.write(folder.resolve(KeyFile.TOKEN_ENCRYPTION.fileName), new byte[KeyFile.SIZE - 1]);
            assertThrows(StartRefusedException.class, () -> open(folder));
            assertEquals(before, HeldSecrets.count());
        }
    }
}
