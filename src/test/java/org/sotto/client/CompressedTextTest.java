package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.client.store.Database;
import org.sotto.client.store.OutboxRow;
import org.sotto.client.vault.Vault;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.protocol.Content;
import org.sotto.protocol.compression.Compression;
import org.sotto.protocol.compression.Urgency;
import org.sotto.protocol.compression.Zstd;
import org.sotto.support.Prose;

/// Long texts on a network that nobody has measured, which counts as medium.
class CompressedTextTest extends TwoPeople {
    private static final int SMALL_CONTENT = 709;
    private static final int MARGIN = 8;
    private static final String TEXT = Prose.of(5_000, 11);

    private final List<Integer> sizes = new ArrayList<>();

    private void introduce() {
        alice.send("bob", "hello");
        bob.receive();
        bob.send("alice", "hello yourself");
        alice.receive();
        alice.send("bob", "my mailbox is yours");
        bob.receive();
        server.setDeliveries(all -> {
            all.forEach(each -> sizes.add(each.blob().length));
            return all;
        });
    }

    private void send(String text, Urgency urgency) {
        try (Messenger messenger = alice.open()) {
            assertInstanceOf(SendResult.Sent.class, messenger.send("bob", text, urgency));
        }
    }

    @Test
    void aLongTextTravelsInASmallerBlob() {
        introduce();
        send(TEXT, Urgency.NORMAL);
        assertEquals(List.of(TEXT), bob.receive());
        assertEquals(List.of(5_120), sizes);
    }

    @Test
    void beforeThePeerHasTheMailboxTheTextIsBesideItsSecretAndStaysAsItIs() {
        server.setDeliveries(all -> {
            all.forEach(each -> sizes.add(each.blob().length));
            return all;
        });
        alice.send("bob", TEXT);
        assertEquals(List.of(TEXT), bob.receive());
        assertEquals(List.of(11_136), sizes);
    }

    @Test
    void anUrgentTextIsWorthMoreWork() {
        introduce();
        String text = thatFitsOnlyWhenCompressedHard();
        send(text, Urgency.NORMAL);
        send(text, Urgency.HIGH);
        assertEquals(List.of(text, text), bob.receive());
        assertEquals(List.of(5_120, 2_048), sizes);
    }

    /// At the edge of the class: the content's random id and its time make a difference of a few bytes.
    private static String thatFitsOnlyWhenCompressedHard() {
        String all = Prose.repeating(3_000, 12);
        byte[] id = new byte[Content.ID_SIZE];
        new java.util.Random(1).nextBytes(id);
        for (int length = 1_200; length <= 3_000; length += 5) {
            String text = all.substring(0, length);
            byte[] content = Content.text(id, 1_790_000_000_000L, text).encode();
            if (size(content, Compression.FAST) > SMALL_CONTENT + MARGIN
                    && size(content, Compression.HARD) < SMALL_CONTENT - MARGIN) {
                return text;
            }
        }
        throw new AssertionError("the two levels do not differ");
    }

    private static int size(byte[] content, Compression compression) {
        return Zstd.pack(content, compression).orElseThrow().length;
    }

    @Test
    void whatWaitsForASessionKeepsItsUrgency() {
        server.setReachable(false);
        try (Messenger messenger = alice.open()) {
            assertInstanceOf(SendResult.Queued.class, messenger.send("bob", "soon", Urgency.HIGH));
            assertInstanceOf(SendResult.Queued.class, messenger.send("bob", "some time", Urgency.NORMAL));
        }
        assertEquals(List.of(Urgency.HIGH, Urgency.NORMAL), waiting());
        server.setReachable(true);
        alice.flush();
        assertEquals(List.of("soon", "some time"), bob.receive());
    }

    private List<Urgency> waiting() {
        try (Vault vault = Vault.open(alice.home(), alice.environment().passphrase(), Person.CHEAP);
                SecretBytes key = vault.databaseKey();
                Database database = Database.open(vault.database(), key)) {
            return database.transact(tx -> tx.outbox().contacts().stream()
                    .flatMap(contact -> tx.outbox().notEncrypted(contact).stream())
                    .map(OutboxRow::urgency)
                    .toList());
        }
    }
}
