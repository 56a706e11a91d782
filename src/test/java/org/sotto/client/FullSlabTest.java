package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.client.backup.RecoveryWords;
import org.sotto.platform.HeldSecrets;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.config.DataFolder;

/// When no slot is left in locked memory everything goes on, and the status says so.
class FullSlabTest extends TwoPeople {
    @TempDir
    Path server;

    @Test
    void peopleTalkAndAServerStarts() {
        int before = HeldSecrets.count();
        try (HeldSecrets.Crowd crowd = HeldSecrets.crowd()) {
            Person carol = Person.register(folder, "carol", super.server, clock);
            carol.add(bob, "bob");
            carol.send("bob", "is it full");
            assertEquals(List.of("is it full"), bob.receive());
            try (RecoveryWords words = RecoveryWords.generate(new SecureRandom())) {
                assertEquals(RecoveryWords.COUNT, words.words().size());
            }
            try (DataFolder data = DataFolder.open(server.resolve("data"));
                    ServerKeys keys = ServerKeys.open(data, Optional.empty(), new SecureRandom())) {
                assertEquals(32, keys.identityKey().length);
            }
            assertFalse(
                    bob.status().memory().isLocked(),
                    "told with " + crowd.slots().size() + " secrets beside");
            assertTrue(bob.status().memory().text().startsWith("not locked: "));
        }
        assertEquals(before, HeldSecrets.count());
    }
}
