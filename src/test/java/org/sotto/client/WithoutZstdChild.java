package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sotto.client.session.Session;
import org.sotto.client.store.Database;
import org.sotto.client.store.Transaction;
import org.sotto.client.vault.Vault;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.ratchet.Encrypted;
import org.sotto.protocol.Content;
import org.sotto.protocol.Padding;
import org.sotto.protocol.PaddingStrategy;
import org.sotto.protocol.compression.Compression;
import org.sotto.protocol.compression.Urgency;
import org.sotto.support.FakeServer;
import org.sotto.support.Prose;
import org.sotto.support.TestClock;
import org.sotto.transport.StreamEvent.Delivery;
import org.sotto.wire.MalformedException;

/// A process that cannot load zstd's library. Ends with 0 if all is as it must be.
final class WithoutZstdChild {
    private static final int FLOOD = 300;
    private static final int SMALL = 2_048 - 1_337;
    private static final byte[] LATER = Content.text(new byte[16], 0, "later").encode();

    private final FakeServer server = new FakeServer();
    private final Person alice;
    private final Person bob;
    private final TestClock clock;

    private WithoutZstdChild(Path folder) {
        clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
        alice = Person.register(folder, "alice", server, clock);
        bob = Person.register(folder, "bob", server, clock);
        alice.add(bob, "bob");
        alice.send("bob", "hello");
        bob.receive();
        bob.send("alice", "hello yourself");
        alice.receive();
        alice.send("bob", "my mailbox is yours");
        bob.receive();
    }

    /// @param folder an empty one
    public static void main(String[] folder) {
        whatIsSentIsNotCompressed();
        whatIsMalformedIsRefusedAllTheSame();
        WithoutZstdChild people = new WithoutZstdChild(Path.of(folder[0]));
        people.longTextsTravel();
        people.aCompressedTextWaitsAndIsTold();
        people.aFloodOfThemKeepsNobodyOut();
        people.oldKeysGoAllTheSame();
    }

    private static void whatIsSentIsNotCompressed() {
        byte[] content = Prose.of(5_000, 1).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] plain = Padding.pad(content, PaddingStrategy.BUCKET, false);
        assertArrayEquals(plain, Padding.pad(content, PaddingStrategy.BUCKET, false, Compression.HARDEST));
    }

    private static void whatIsMalformedIsRefusedAllTheSame() {
        assertThrows(MalformedException.class, () -> Compression.unpack(1, new byte[20]));
    }

    private void longTextsTravel() {
        String text = Prose.of(5_000, 1);
        try (Messenger messenger = alice.open()) {
            messenger.send("bob", text, Urgency.HIGH);
        }
        assertEquals(List.of(text), bob.receive());
    }

    private void aCompressedTextWaitsAndIsTold() {
        byte[] blob = compressed();
        alice.send("bob", "placeholder");
        server.setDeliveries(all -> all.stream()
                .map(each -> new Delivery(each.id(), each.mailbox(), blob))
                .toList());
        ClientException.LibraryMissing told = assertThrows(ClientException.LibraryMissing.class, bob::receive);
        assertTrue(String.valueOf(told.getMessage()).contains("zstd"));
        assertEquals(0, bob.status().refused());
        assertTrue(String.valueOf(bob.status().lastRefusal()).contains("zstd"));
        aFollowerIsToldOnce();
        server.setDeliveries(UnaryOperator.identity());
        assertEquals(List.of("placeholder"), bob.receive(), "it was not acknowledged, and nothing is lost");
    }

    /// Through two streams, each of which brings it.
    private void aFollowerIsToldOnce() {
        List<ClientException> told = new ArrayList<>();
        AtomicInteger looks = new AtomicInteger();
        try (Messenger messenger = bob.open()) {
            messenger.follow(
                    message -> fail(message.text()),
                    withheld -> {
                        told.add(withheld);
                        clock.advance(Duration.ofMinutes(61)); // the stream is opened anew
                    },
                    () -> looks.incrementAndGet() < 8);
        }
        assertEquals(1, told.size());
        assertInstanceOf(ClientException.LibraryMissing.class, told.getFirst());
    }

    /// More of them than the server hands out without an acknowledgment, and a plain text behind.
    private void aFloodOfThemKeepsNobodyOut() {
        byte[] blob = compressed();
        alice.send("bob", "behind the flood");
        server.setDeliveries(all -> Stream.concat(
                        IntStream.range(0, FLOOD)
                                .mapToObj(i -> new Delivery(id(i), all.getLast().mailbox(), blob)),
                        all.stream())
                .toList());
        assertEquals(List.of("behind the flood"), bob.receive());
        assertEquals(FLOOD - Reading.MAX_PACKED, bob.status().refused());
        server.setDeliveries(UnaryOperator.identity());
    }

    private static byte[] id(int i) {
        return ByteBuffer.allocate(16).putInt(i).array();
    }

    private void oldKeysGoAllTheSame() {
        long before = bobsNewestSignedPreKey();
        clock.advance(Duration.ofDays(52));
        byte[] blob = compressed();
        alice.send("bob", "placeholder");
        server.setDeliveries(all -> all.stream()
                .map(each -> new Delivery(each.id(), each.mailbox(), blob))
                .toList());
        assertThrows(ClientException.LibraryMissing.class, bob::receive);
        assertNotEquals(before, bobsNewestSignedPreKey());
        boolean kept = inDatabase(bob, tx -> tx.preKeys().signedPreKey(before) != null);
        assertFalse(kept, "the old one is deleted");
    }

    private long bobsNewestSignedPreKey() {
        return inDatabase(
                bob,
                tx -> tx.preKeys().newestSignedPreKey(0).orElseThrow().record().id());
    }

    /// A frame with one raw block, made without the library, in a blob of alice's session.
    private byte[] compressed() {
        byte[] start = frame();
        byte[] plaintext = Arrays.copyOf(start, SMALL);
        plaintext[start.length] = (byte) 0x80;
        return inDatabase(alice, tx -> encrypt(tx, plaintext));
    }

    private static <T> T inDatabase(Person owner, Function<Transaction, T> action) {
        try (Vault vault = Vault.open(owner.home(), owner.environment().passphrase(), Person.CHEAP);
                SecretBytes key = vault.databaseKey();
                Database database = Database.open(vault.database(), key)) {
            return database.transact(action);
        }
    }

    private static byte[] frame() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteBuffer head = ByteBuffer.allocate(9).order(ByteOrder.LITTLE_ENDIAN);
        head.put((byte) 1).putInt(0xFD2F_B528).put((byte) 0x20).put((byte) LATER.length);
        head.putShort((short) (LATER.length << 3 | 1));
        out.writeBytes(head.array());
        out.write(0);
        out.writeBytes(LATER);
        return out.toByteArray();
    }

    /// The session stays as it was: nobody opens this message.
    private static byte[] encrypt(Transaction tx, byte[] plaintext) {
        long contact = tx.contacts().byName("bob").orElseThrow().id();
        try (Session active =
                tx.sessions().of(contact).stream().max(Session.ORDER).orElseThrow()) {
            Encrypted encrypted = active.ratchet().encrypt(plaintext, new SecureRandom());
            encrypted.next().close();
            return encrypted.message();
        }
    }
}
