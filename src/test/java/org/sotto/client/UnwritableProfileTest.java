package org.sotto.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.FakeServer;
import org.sotto.support.TestClock;

/// A registration whose files cannot be written is refused in words, and leaves no profile.
class UnwritableProfileTest {
    @TempDir
    Path folder;

    private final FakeServer server = new FakeServer();
    private Path home;

    @BeforeEach
    void place() {
        home = folder.resolve("alice");
    }

    /// A file cannot be made where a folder stands, whoever asks.
    private void block(String name) {
        try {
            Files.createDirectory(home.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ClientEnvironment environment(SecureRandom random) {
        return ClientEnvironment.builder(home, SecretBytes.adopt("pass".getBytes(UTF_8)))
                .clock(new TestClock(Instant.parse("2026-11-23T12:00:00Z")))
                .random(random)
                .cost(Person.CHEAP)
                .reserveRows(1)
                .build();
    }

    private void isRefused(ClientEnvironment env, ServerFactory factory) {
        var refused = assertThrows(
                ClientException.ProfileUnusable.class,
                () -> Messenger.register(env, Person.INVITATION, "alice", factory));
        assertTrue(refused.getMessage().contains("cannot be"), refused.getMessage());
        assertTrue(Files.notExists(home));
        ClientEnvironment again = environment(new SecureRandom());
        Messenger.register(again, Person.INVITATION, "alice", honest()).close();
    }

    private ServerFactory honest() {
        return (address, pins, device, tokens) -> server.connect(device);
    }

    @Test
    void databaseThatCannotBeMade() {
        SecureRandom blocking = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                super.nextBytes(bytes);
                if (Files.exists(home.resolve("messages.db")) && Files.notExists(home.resolve("messages.db-wal"))) {
                    block("messages.db-wal");
                }
            }
        };
        isRefused(environment(blocking), honest());
    }

    @Test
    void keySlotsThatCannotBeWritten() {
        isRefused(environment(new SecureRandom()), (address, pins, device, tokens) -> {
            block("slots");
            return server.connect(device);
        });
    }
}
