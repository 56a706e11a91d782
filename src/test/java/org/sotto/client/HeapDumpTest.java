package org.sotto.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.client.store.Database;
import org.sotto.client.store.OwnDevice;
import org.sotto.client.vault.Vault;
import org.sotto.client.vault.VaultKeys;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.NativeEngines;
import org.sotto.crypto.ratchet.SessionKeys;
import org.sotto.protocol.Invitation;
import org.sotto.sqlite.EncryptedSqlite;
import org.sotto.support.ChildJvm;
import org.sotto.support.FakeTlsServer;

/// The heap of a client that lives, after a conversation over TLS. Its collector has not run before the first dump, so
/// all that was ever allocated is in there, garbage included.
///
/// The keys come from outside: this process reads the client's database after each message.
class HeapDumpTest {
    private static final int TURNS = 6;
    private static final String PLANTED = "planted key";
    private static final String DRIVER = "database key as the driver's text";
    private static final String AGREEMENT = "agreement key";
    private static final String DEVICE = "device secret";

    @TempDir
    Path folder;

    private final FakeTlsServer server = new FakeTlsServer();
    private final SessionKeys session = new SessionKeys();
    private Path home;
    private ChildJvm child;

    @BeforeEach
    void register() throws IOException {
        home = folder.resolve("alice");
        Invitation invitation =
                new Invitation(server.home(), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6});
        try (Messenger alice = Messenger.register(KillLoop.environment(home), invitation, "alice");
                Messenger bob = Messenger.register(KillLoop.environment(folder.resolve("bob")), invitation, "bob")) {
            alice.add(bob.card(), "bob");
            bob.add(alice.card(), "alice");
        }
        List<String> options = List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Xms400m",
                "-Xmn320m",
                "-XX:MetaspaceSize=256m", // class loading starts no collection either
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        child = ChildJvm.start(options, HeapChild.class, home.toString());
        assertEquals("open", child.readLine());
    }

    @AfterEach
    void stop() {
        child.close();
        server.close();
    }

    @Test
    void holdsNoKeyOfTheConversationAndNoneOfTheIdentity() throws Exception {
        converse();
        Map<String, byte[]> keys = new LinkedHashMap<>(session.all());
        assertTrue(session.messages() >= TURNS, "message keys worked out: " + session.messages());
        keys.putAll(ownKeys());
        byte[] planted = new byte[32];
        new Random(4711).nextBytes(planted);
        keys.put(PLANTED, planted);

        order("plant " + HexFormat.of().formatHex(planted));
        Path all = folder.resolve("all.hprof");
        assertEquals("all 0", order("all " + all), "the collector has not run");
        Path live = folder.resolve("live.hprof");
        order("live " + live);
        System.out.printf(
                "heap dump: %d keys looked for in %,d bytes with garbage and %,d live%n",
                keys.size(), Files.size(all), Files.size(live));
        Set<String> found = search(keys).in(all);
        found.removeAll(leftByLibraries());
        assertEquals(Set.of(PLANTED, DRIVER), found, "garbage included");
        assertEquals(Set.of(PLANTED, DRIVER), search(keys).in(live), "live");
    }

    /// Bouncy Castle and the group's library, where they do the work, leave copies to the collector.
    private static Set<String> leftByLibraries() {
        Set<String> left = new HashSet<>();
        if (!NativeEngines.agree()) {
            left.add(AGREEMENT);
        }
        if (!NativeEngines.multiply()) {
            left.add(DEVICE);
        }
        return left;
    }

    private static ByteSearch search(Map<String, byte[]> keys) {
        ByteSearch search = new ByteSearch();
        keys.forEach(search::add);
        return search;
    }

    /// Bob starts; then both answer in turn, two messages each.
    private void converse() throws Exception {
        try (Messenger bob = Messenger.open(KillLoop.environment(folder.resolve("bob")))) {
            for (int turn = 0; turn < TURNS; turn++) {
                for (int i = 0; i < 2; i++) {
                    bob.send("alice", "question" + turn + i);
                    order("receive");
                    remember();
                }
                for (int i = 0; i < 2; i++) {
                    order("send answer" + turn + i);
                    remember();
                    bob.receive(Duration.ofSeconds(10));
                }
            }
        }
    }

    private String order(String line) throws IOException {
        child.say(line);
        String answer = child.readLine();
        assertTrue(answer != null && answer.startsWith(line.split(" ")[0]), line + ": " + answer);
        return answer;
    }

    private void remember() throws Exception {
        try (SecretBytes passphrase = SecretBytes.adopt("pass".getBytes(UTF_8));
                Vault vault = Vault.open(home, passphrase, Person.CHEAP);
                SecretBytes key = vault.databaseKey();
                Connection connection = EncryptedSqlite.open(vault.database(), key, Map.of("busy_timeout", "10000"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT state FROM sessions")) {
            assertTrue(row.next());
            session.add(row.getBytes(1));
        }
    }

    private Map<String, byte[]> ownKeys() throws IOException {
        try (SecretBytes passphrase = SecretBytes.adopt("pass".getBytes(UTF_8));
                Vault vault = Vault.open(home, passphrase, Person.CHEAP);
                SecretBytes key = vault.databaseKey();
                Database database = Database.open(vault.database(), key);
                IdentityKeyPair identity =
                        database.transact(tx -> tx.identities().present());
                OwnDevice own = database.transact(tx -> tx.ownDevice().load()).orElseThrow()) {
            Map<String, byte[]> keys = new LinkedHashMap<>(VaultKeys.of(home, passphrase, Person.CHEAP));
            keys.put(DRIVER, HexFormat.of().formatHex(keys.get("database key")).getBytes(US_ASCII));
            keys.put("signing seed", Arrays.copyOfRange(identity.encode(), 1, 33));
            keys.put(AGREEMENT, Arrays.copyOfRange(identity.encode(), 33, 65));
            keys.put(DEVICE, Arrays.copyOfRange(own.key().encode(), 1, 33));
            return keys;
        }
    }
}
