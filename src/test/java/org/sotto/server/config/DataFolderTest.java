package org.sotto.server.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path temporary;

    @Test
    void whatAKilledServerSaidOfItselfIsForgottenAtOnceAndARunningOnesStays() throws IOException {
        Path path = temporary.resolve("data");
        DataFolder.open(path).close();
        Path said = Files.writeString(path.resolve(DataFolder.RUNNING), "{}");
        try (DataFolder running = DataFolder.open(path)) {
            assertFalse(Files.exists(said));
            Files.writeString(running.resolve(DataFolder.RUNNING), "{}");
            assertThrows(StartRefusedException.class, () -> DataFolder.open(path));
            assertTrue(Files.exists(said));
        }
    }
}
