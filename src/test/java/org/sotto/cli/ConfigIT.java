package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./sotto serve` and `./sotto config check` on files of settings.
class ConfigIT {
    private static final Pattern LIFETIME = Pattern.compile("TLS session ticket lifetime hint: (\\d+)");

    @TempDir
    Path temp;

    private RealShell operator;

    @BeforeEach
    void shell() {
        operator = new RealShell(temp, "operator");
    }

    private Path write(String json) throws IOException {
        Files.createDirectories(temp.resolve("config"));
        Path file = Files.writeString(temp.resolve("config/config.json"), json);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        return file;
    }

    @Test
    void anUnsafeFileStopsTheStartBeforeAFolderIsMade() throws Exception {
        write("{\"storage\":{\"encryption\":{\"enabled\":false}}}");
        String data = temp.resolve("data").toString();
        Result refused = operator.run("serve", "--data", data);
        assertEquals(1, refused.code());
        assertEquals("""
                sotto: storage.encryption.enabled is "false", which is not allowed
                hint: only true is taken: the database is never written in the clear
                """, refused.err());
        assertFalse(Files.exists(Path.of(data)));
        Result checked = operator.run("config", "check", "config/config.json");
        assertEquals(1, checked.code());
        assertEquals(refused.err(), checked.err());
    }

    @Test
    void aFileInOrderIsSaidToBe() throws Exception {
        Result checked = operator.run(
                "config", "check", write("{\"server\":{\"port\":0}}").toString());
        assertEquals("in order\n", checked.out());
        assertEquals(0, checked.code());
    }

    @Test
    void addressDatabaseDerivationAndTicketsAreThoseOfTheFile() throws Exception {
        write("{\"server\":{\"port\":1,\"bind_address\":\"127.0.0.2\",\"tls\":{\"session_ticket_lifetime\":1234}},"
                + "\"storage\":{\"database_path\":\"messenger.db\",\"encryption\":{\"key_derivation\":\"pbkdf2\"}}}");
        Path data = temp.resolve("data");
        try (RealServer server = RealServer.start(data, 0)) {
            assertTrue(Files.exists(data.resolve("messenger.db")));
            assertFalse(Files.exists(data.resolve("sotto.db")));
            assertEquals(32, Files.size(data.resolve("database.salt")));
            assertEquals(1234, ticketLifetime(server.port()));
            server.stop();
        }
        try (RealServer again = RealServer.start(data, 0)) {
            again.stop();
        }
    }

    /// What the server says to a client that is not ours.
    private static int ticketLifetime(int port) throws IOException, InterruptedException {
        Process client = new ProcessBuilder(
                        "openssl", "s_client", "-tls1_3", "-ign_eof", "-connect", "127.0.0.2:" + port)
                .redirectErrorStream(true)
                .start();
        try {
            // an answer ends the connection, and openssl, which keeps its lines for itself until then
            try (var request = client.outputWriter(StandardCharsets.UTF_8)) {
                request.write("GET /v1/server HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            }
            StringBuilder said = new StringBuilder();
            try (var lines = client.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Matcher found = LIFETIME.matcher(line);
                    if (found.find()) {
                        return Integer.parseInt(found.group(1));
                    }
                    said.append(line).append('\n');
                }
            }
            throw new AssertionError("no ticket:\n" + said);
        } finally {
            client.destroyForcibly();
            client.waitFor(10, TimeUnit.SECONDS);
        }
    }
}
