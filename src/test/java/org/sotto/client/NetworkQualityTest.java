package org.sotto.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sotto.client.network.NetworkMonitor;
import org.sotto.client.store.Database;
import org.sotto.client.vault.Vault;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.protocol.compression.NetworkQuality;
import org.sotto.support.ModelledLine;
import org.sotto.support.SlowLine;
import org.sotto.support.TestClock;
import org.sotto.support.TestServer;
import org.sotto.transport.Endpoint;
import org.sotto.transport.MailboxServer;
import org.sotto.transport.RemoteServer;
import org.sotto.transport.ServerConnection;
import org.sotto.transport.Timeouts;
import org.sotto.transport.TransportException;

/// Each class of network is found from the exchanges of a client over real TLS with the real server.
///
/// What they take depends on how busy this machine is, so the times of all classes are those of a [ModelledLine]. The
/// clock is asked through a real [SlowLine], where load can only confirm what is expected.
@QuarkusTest
class NetworkQualityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final TestServer server;
    private final TestClock clock = new TestClock(Clock.systemUTC().instant());

    NetworkQualityTest(TestServer server) {
        this.server = server;
    }

    @BeforeEach
    void introduce() {
        try (Messenger alice = Messenger.register(environment("alice"), server.invitation(), "alice");
                Messenger bob = Messenger.register(environment("bob"), server.invitation(), "bob")) {
            alice.add(bob.card(), "bob");
            alice.send("bob", "hello");
        }
        forget();
    }

    private ClientEnvironment environment(String name) {
        return ClientEnvironment.builder(folder.resolve(name), SecretBytes.adopt("pass".getBytes(UTF_8)))
                .clock(clock)
                .random(new SecureRandom())
                .cost(Person.CHEAP)
                .requestTimeout(PATIENCE)
                .connectTimeout(PATIENCE)
                .reserveRows(1)
                .build();
    }

    /// Alice, on a line that leads to this port.
    private Messenger alice(int port, UnaryOperator<MailboxServer> line) {
        ClientEnvironment env = environment("alice");
        ServerFactory factory = (home, pins, device, tokens) -> line.apply(new RemoteServer(
                new ServerConnection(new Endpoint(home.host(), port, pins), new Timeouts(PATIENCE, PATIENCE)),
                device,
                tokens,
                env.clock(),
                env.random()));
        return Messenger.open(env, factory);
    }

    /// As if this profile had never measured.
    private void forget() {
        withDatabase(database -> {
            database.change(tx -> tx.settings().setNetwork(new byte[0]));
            return true;
        });
    }

    private NetworkMonitor stored() {
        return withDatabase(database -> NetworkMonitor.load(database, clock));
    }

    private <T> T withDatabase(java.util.function.Function<Database, T> work) {
        try (Vault vault =
                        Vault.open(folder.resolve("alice"), environment("alice").passphrase(), Person.CHEAP);
                SecretBytes key = vault.databaseKey();
                Database database = Database.open(vault.database(), key)) {
            return work.apply(database);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4096,  10, GOOD, a good line",
        "  28,  10, MEDIUM, little bandwidth",
        "4096, 250, MEDIUM, a long way",
        "   8,  10, POOR, hardly any bandwidth",
        "4096, 700, POOR, a satellite"
    })
    void aLineIsFoundToBe(int kibPerSecond, int roundTripMs, NetworkQuality quality, String line) {
        assertEquals(NetworkQuality.MEDIUM, stored().quality(), "nothing is known before");
        try (Messenger alice = alice(server.httpsPort(), new ModelledLine(kibPerSecond, roundTripMs)::to)) {
            send(alice, 8);
        }
        NetworkMonitor monitor = stored();
        assertEquals(quality, monitor.quality(), line + ": " + monitor.estimate());
    }

    /// The bandwidth is an eighth of what is poor; no round trip is shorter than the line's.
    @ParameterizedTest
    @CsvSource({"2, 10, hardly any bandwidth", "4096, 700, a satellite"})
    void theClockFindsAPoorLine(int kibPerSecond, int roundTripMs, String line) throws IOException {
        assertEquals(NetworkQuality.MEDIUM, stored().quality(), "nothing is known before");
        try (SlowLine slow = SlowLine.to(server.httpsPort(), kibPerSecond, roundTripMs);
                Messenger alice = alice(slow.port(), UnaryOperator.identity())) {
            send(alice, 2);
        }
        NetworkMonitor monitor = stored();
        assertEquals(NetworkQuality.POOR, monitor.quality(), line + ": " + monitor.estimate());
        assertTrue(monitor.estimate().roundTripUs() >= roundTripMs * 1_000L, () -> line + monitor.estimate());
    }

    private static void send(Messenger alice, int texts) {
        for (int i = 0; i < texts; i++) {
            assertInstanceOf(SendResult.Sent.class, alice.send("bob", "text " + i));
        }
    }

    @Test
    void anEstimateOutlivesARunAndAnAbsentServerAndNotAnHour() throws IOException {
        try (SlowLine slow = SlowLine.to(server.httpsPort(), 4_096, 700);
                Messenger alice = alice(slow.port(), UnaryOperator.identity())) {
            alice.send("bob", "one");
        }
        NetworkMonitor before = stored();
        assertEquals(NetworkQuality.POOR, before.quality());
        try (Messenger alice = Messenger.open(environment("alice"), (home, pins, device, tokens) -> absent())) {
            assertInstanceOf(SendResult.Queued.class, alice.send("bob", "two"));
        }
        assertEquals(before.estimate(), stored().estimate());
        clock.advance(Duration.ofMinutes(61));
        assertEquals(NetworkQuality.MEDIUM, stored().quality());
    }

    private static MailboxServer absent() {
        throw new TransportException.Unreachable("not there");
    }
}
