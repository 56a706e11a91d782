package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.support.FakeServer;

/// What a device makes sure of when it wants a session.
class SelfCheckTest {
    @TempDir
    Path folder;

    private final FakeServer server = new FakeServer();
    private Person alice;

    @BeforeEach
    void register() {
        alice = Person.register(folder, "alice", server, Clock.systemUTC());
    }

    private Path file(String name) {
        return folder.resolve("alice").resolve(name);
    }

    private void open(String name, String mode) throws IOException {
        Files.setPosixFilePermissions(file(name), PosixFilePermissions.fromString(mode));
    }

    private String mode(String name) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file(name)));
    }

    @Test
    void whatIsInOrderIsSaidToBe() {
        try (Messenger messenger = alice.open()) {
            messenger.receive(Duration.ZERO);
            Status status = messenger.status();
            assertTrue(status.memory().isFull() == "in order".equals(status.selfCheck()), status.selfCheck());
            assertNotNull(status.selfChecked());
            assertNull(status.exposed());
            assertEquals(List.of(), messenger.takeExposed());
        }
    }

    @Test
    void filesThatAreOpenToOthersArePutRightWhenTheProfileIsOpened() throws IOException {
        open("", "rwxr-x---");
        open("slots", "rw--w----");
        open("messages.db", "rw-r--r--");
        try (Messenger messenger = alice.open()) {
            assertEquals(List.of("the folder", "slots", "messages.db"), messenger.takeExposed());
            assertEquals(List.of(), messenger.takeExposed(), "told once");
            assertNotNull(messenger.status().exposed());
        }
        assertEquals("rwx------", mode(""));
        assertEquals("rw-------", mode("slots"));
        assertEquals("rw-------", mode("messages.db"));
    }

    @Test
    void filesThatBecomeOpenMeanwhileArePutRightAtTheNextRenewal() throws IOException {
        try (Messenger messenger = alice.open()) {
            open("device.key", "rw-r-----");
            messenger.receive(Duration.ZERO);
            assertEquals("rw-------", mode("device.key"));
            assertEquals(List.of("device.key"), messenger.takeExposed());
            Status status = messenger.status();
            assertTrue(String.valueOf(status.selfCheck()).startsWith("open to others: device.key"), status.selfCheck());
        }
    }

    @Test
    void aDeviceKeyThatWasReplacedEndsTheCommandBeforeAnythingIsProved() throws IOException {
        try (Messenger messenger = alice.open()) {
            byte[] before = Files.readAllBytes(file("device.key"));
            byte[] other = before.clone();
            other[31] ^= 1;
            Files.write(file("device.key"), other);
            var refused = assertThrows(ClientException.ProfileUnusable.class, () -> messenger.receive(Duration.ZERO));
            assertEquals("device.key was replaced while the profile was open", refused.getMessage());
            Files.write(file("device.key"), before);
            messenger.receive(Duration.ZERO);
        }
    }

    @Test
    void aProfileThatIsGoneEndsTheCommandToo() throws IOException {
        try (Messenger messenger = alice.open()) {
            byte[] key = Files.readAllBytes(file("device.key"));
            Files.delete(file("device.key"));
            assertThrows(ClientException.ProfileUnusable.class, () -> messenger.receive(Duration.ZERO));
            Files.write(file("device.key"), key);
        }
    }
}
