package org.sotto.client.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.client.store.Settings.Counter;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.protocol.MailboxGrant;
import org.sotto.support.SeededRandom;

/// The encrypted database of a profile.
class DatabaseTest {
    @TempDir
    Path folder;

    private final SecureRandom random = new SeededRandom(2);
    private final SecretBytes key = SecretBytes.random(32, random);
    private Path file;

    @BeforeEach
    void create() {
        file = folder.resolve("messages.db");
        Database.create(file, key, 8, random).close();
    }

    private long addContact(Transaction tx, String name) {
        MailboxGrant own = new MailboxGrant(random(32), random(32));
        return tx.contacts().add(name, new Fingerprint(random(32)), 0, null, own, 0);
    }

    private byte[] random(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void nothingIsLeftBesideTheFileAfterClose() throws IOException {
        try (Database database = Database.open(file, key)) {
            database.change(tx -> tx.settings().increment(Counter.REFUSED));
        }
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void theFileTellsNothing() throws IOException {
        String secret = "a sentence that nobody else writes";
        try (Database database = Database.open(file, key)) {
            database.change(tx -> tx.messages().addOutgoing(addContact(tx, "bob"), random(16), secret, 0));
        }
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains(secret));
        assertFalse(bytes.startsWith("SQLite format"));
        assertFalse(bytes.contains("CREATE TABLE"));
    }

    @Test
    void reservedAreaIsThereAndNoTwoRowsAreEqual() {
        try (Database database = Database.open(file, key)) {
            List<byte[]> rows = database.transact(tx -> tx.reserve());
            assertEquals(8, rows.size());
            for (int i = 0; i < rows.size(); i++) {
                assertEquals(32 * 1024, rows.get(i).length);
                for (int j = 0; j < i; j++) {
                    assertFalse(Arrays.equals(rows.get(i), rows.get(j)));
                }
            }
        }
    }

    @Test
    void anotherKeyIsRefused() {
        try (SecretBytes other = SecretBytes.random(32, random)) {
            assertEquals(
                    StoreException.Kind.DAMAGED,
                    assertThrows(StoreException.class, () -> Database.open(file, other))
                            .kind());
        }
    }

    @Test
    void flippedBytesAreNoticed() throws IOException {
        byte[] good = Files.readAllBytes(file);
        for (int at : new int[] {0, 20, 100, 2_000, 4_000}) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(file, bad);
            assertThrows(StoreException.class, () -> Database.open(file, key), "byte " + at);
        }
        Files.write(file, good);
        Database.open(file, key).close();
    }

    @Test
    void aNewerSchemaIsRefused() {
        try (Database database = Database.open(file, key)) {
            database.change(tx -> tx.setSchemaVersion(Schema.VERSION + 1));
        }
        StoreException newer = assertThrows(StoreException.class, () -> Database.open(file, key));
        assertEquals(StoreException.Kind.NEWER, newer.kind());
        assertEquals("the profile was made by a newer sotto", newer.getMessage());
    }

    @Test
    void anOlderSchemaIsRefused() {
        try (Database database = Database.open(file, key)) {
            database.change(tx -> tx.setSchemaVersion(Schema.VERSION - 1));
        }
        StoreException older = assertThrows(StoreException.class, () -> Database.open(file, key));
        assertEquals(StoreException.Kind.OLDER, older.kind());
        assertEquals("the profile was made by an older sotto", older.getMessage());
    }

    @Test
    void whatIsThrownRollsBack() {
        try (Database database = Database.open(file, key)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> database.change(tx -> {
                        addContact(tx, "bob");
                        throw new IllegalArgumentException("no");
                    }));
            long contacts = database.transact(tx -> tx.contacts().count());
            assertEquals(0, contacts);
        }
    }

    @Test
    void aTransactionInsideATransactionIsABug() {
        try (Database database = Database.open(file, key)) {
            assertThrows(IllegalStateException.class, () -> database.transact(tx -> database.transact(inner -> 1)));
        }
    }

    @Test
    void twoConnectionsLoseNoUpdate() throws Exception {
        int each = 100;
        try (Database one = Database.open(file, key);
                Database two = Database.open(file, key);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> work = List.of(() -> count(one, each), () -> count(two, each));
            for (var done : threads.invokeAll(work)) {
                assertTrue(done.get());
            }
            long counted = one.transact(tx -> tx.settings().get(Counter.REFUSED, 0));
            assertEquals(2L * each, counted);
        }
    }

    private static boolean count(Database database, int times) {
        for (int i = 0; i < times; i++) {
            database.change(tx -> tx.settings().increment(Counter.REFUSED));
        }
        return true;
    }

    @Test
    void aContentIsStoredOnce() {
        try (Database database = Database.open(file, key)) {
            database.change(tx -> {
                long bob = addContact(tx, "bob");
                long carol = addContact(tx, "carol");
                byte[] id = random(16);
                var fromBob = new MessageTable.Incoming(bob, id, 0, 0, "one", 1);
                assertTrue(tx.messages().addIncoming(fromBob, 2));
                assertFalse(tx.messages().addIncoming(fromBob, 3));
                assertTrue(tx.messages().addIncoming(new MessageTable.Incoming(bob, id, 1, 0, "part", 1), 3));
                assertTrue(tx.messages().addIncoming(new MessageTable.Incoming(carol, id, 0, 0, "one", 1), 3));
                assertEquals(2, tx.messages().of(bob).size());
                assertEquals(1, tx.messages().takeReceiptsDue(bob, 10).size());
                assertEquals(0, tx.messages().takeReceiptsDue(bob, 10).size());
                assertFalse(tx.messages().addIncoming(fromBob, 4));
                assertArrayEquals(id, tx.messages().takeReceiptsDue(bob, 10).getFirst(), "a receipt is due again");
            });
        }
    }

    @Test
    void aDeliveredMessageDoesNotBecomeSentAgain() {
        try (Database database = Database.open(file, key)) {
            database.change(tx -> {
                long bob = addContact(tx, "bob");
                byte[] id = random(16);
                long message = tx.messages().addOutgoing(bob, id, "one", 1);
                tx.messages().markDelivered(bob, id);
                tx.messages().markSent(message);
                tx.messages().markFailed(message);
                assertEquals(MessageRow.State.DELIVERED, tx.messages().state(message));
            });
        }
    }
}
