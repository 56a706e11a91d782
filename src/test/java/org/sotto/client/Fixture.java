package org.sotto.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sotto.client.vault.Vault;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Argon2id;
import org.sotto.operator.OperatorClient;
import org.sotto.operator.ServerFolder;
import org.sotto.protocol.Invitation;
import org.sotto.sqlite.EncryptedSqlite;

/// A server's folder and Alice's profile as a release left them: Bob has sent her `one`, which she has read, and `two`,
/// which waits at the server. Its keys guard nothing. With each release one more is made by `scripts/make-fixture
/// VERSION`.
public record Fixture(Path folder) {
    public static final Path RELEASES = Path.of("src", "test", "resources", "releases");
    private static final Argon2id.Cost CHEAP = new Argon2id.Cost(64, 1, 1);
    private static final Map<String, String> SERVER_PAGES = Map.of("legacy_page_size", "8192", "page_size", "8192");
    private static final int KEYS_LEFT = 2;
    private static final int READY_TENTHS = 900;

    public Path server() {
        return folder.resolve("server");
    }

    Path alice() {
        return folder.resolve("alice");
    }

    /// A copy to work on, with the permissions that a repository does not keep.
    public Fixture copyTo(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.toList()) {
                Path copy = target.resolve(folder.relativize(each).toString());
                Files.copy(each, copy);
                Files.setPosixFilePermissions(
                        copy, PosixFilePermissions.fromString(Files.isDirectory(copy) ? "rwx------" : "rw-------"));
            }
        }
        return new Fixture(target);
    }

    public Messenger openAlice() {
        return Messenger.open(environment(alice()));
    }

    private static ClientEnvironment environment(Path home) {
        return ClientEnvironment.builder(home, passphrase())
                .clock(Clock.systemUTC())
                .random(new SecureRandom())
                .cost(CHEAP)
                .requestTimeout(Duration.ofSeconds(30))
                .reserveRows(1)
                .build();
    }

    private static SecretBytes passphrase() {
        return SecretBytes.adopt("fixture".getBytes(UTF_8));
    }

    /// The server has another port in each test.
    public void moveServerTo(int port) throws SQLException {
        inProfile("UPDATE own_device SET port = " + port);
    }

    private void inProfile(String... statements) throws SQLException {
        try (Vault vault = Vault.open(alice(), passphrase(), CHEAP);
                SecretBytes key = vault.databaseKey()) {
            execute(vault.database(), key, Map.of(), statements);
        }
    }

    private void inServer(String... statements) throws SQLException, IOException {
        try (SecretBytes key = SecretBytes.adopt(Files.readAllBytes(server().resolve("database.key")))) {
            execute(server().resolve("sotto.db"), key, SERVER_PAGES, statements);
        }
    }

    private static void execute(Path database, SecretBytes key, Map<String, String> form, String... statements)
            throws SQLException {
        try (Connection connection = EncryptedSqlite.open(database, key, form);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.executeUpdate(each);
            }
        }
    }

    private void make(List<String> program) throws IOException, InterruptedException, SQLException {
        Files.createDirectories(folder);
        Process server = new ProcessBuilder(Stream.concat(
                                program.stream(), Stream.of("serve", "--data", server().toString(), "--port", "0"))
                        .toList())
                .inheritIO()
                .start();
        try {
            awaitReady(server);
            talk(Files.createTempDirectory("fixture").resolve("bob"));
        } finally {
            server.destroy();
            server.waitFor();
        }
        settle();
    }

    private void awaitReady(Process server) throws InterruptedException {
        for (int i = 0; i < READY_TENTHS && server.isAlive(); i++) {
            if (Files.exists(server().resolve("server.json"))) {
                return;
            }
            server.waitFor(100, TimeUnit.MILLISECONDS);
        }
        throw new IllegalStateException("the server does not start");
    }

    private void talk(Path bobs) {
        try (Messenger alice = Messenger.register(environment(alice()), invitation(), "alice");
                Messenger bob = Messenger.register(environment(bobs), invitation(), "bob")) {
            bob.add(alice.card(), "alice");
            alice.add(bob.card(), "bob");
            bob.send("alice", "one");
            alice.receive(Duration.ZERO);
            bob.receive(Duration.ZERO);
            bob.send("alice", "two");
        }
    }

    private Invitation invitation() {
        return Invitation.parse(new OperatorClient(new ServerFolder(server())).invite());
    }

    /// Leaves the server as if it had run for an hour, so that it doubts the clock of the day on which it is opened and
    /// deletes nothing. The stock of prekeys, which is nearly all of its size, goes.
    private void settle() throws SQLException, IOException {
        inServer("INSERT OR REPLACE INTO clock_state (id, shown, doubt) VALUES (1, unixepoch() * 1000, 0)");
        inServer("DELETE FROM one_time_prekeys WHERE id % 100 >= " + KEYS_LEFT, "VACUUM");
        inProfile("DELETE FROM one_time_prekeys WHERE place % 100 >= " + KEYS_LEFT, "VACUUM");
        for (String each : List.of("server/lock", "server/admin.token", "alice/lock")) {
            Files.deleteIfExists(folder.resolve(each));
        }
    }

    public static void main(String[] arguments) throws Exception {
        new Fixture(Path.of(arguments[0])).make(List.of(arguments).subList(1, arguments.length));
    }
}
