package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sotto.client.session.Session;
import org.sotto.client.store.Database;
import org.sotto.client.vault.Vault;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.transport.StreamEvent.Delivery;

/// Blobs that are damaged, replayed, doubled or out of order.
class BadDeliveryTest extends TwoPeople {
    private void introduce() {
        alice.send("bob", "hello");
        bob.receive();
        bob.send("alice", "hello yourself");
        alice.receive();
        bob.receive();
    }

    private static Delivery changed(Delivery delivery, byte[] blob) {
        return new Delivery(delivery.id(), delivery.mailbox(), blob);
    }

    /// Every byte of every session with its skipped keys.
    private static List<byte[]> sessions(Person person) {
        try (Vault vault = Vault.open(person.home(), person.environment().passphrase(), Person.CHEAP);
                SecretBytes key = vault.databaseKey();
                Database database = Database.open(vault.database(), key)) {
            return database.transact(tx -> tx.contacts().all().stream()
                    .flatMap(contact -> tx.sessions().of(contact.id()).stream())
                    .sorted(Session.ORDER)
                    .map(session -> session.ratchet().encode())
                    .toList());
        }
    }

    @Test
    void oneFlippedByteIsRefusedAndCountedAndChangesNothing() {
        introduce();
        for (int at : new int[] {0, 1, 24, 25, 700, 1_304, 1_321, 1_600, 2_047}) {
            alice.send("bob", "damaged " + at);
            List<byte[]> before = sessions(bob);
            server.setDeliveries(all -> all.stream()
                    .map(each -> changed(each, BadServerTest.flipped(each.blob(), at)))
                    .toList());
            long refused = bob.status().refused();
            assertEquals(List.of(), bob.receive());
            assertEquals(refused + 1, bob.status().refused(), "byte " + at);
            List<byte[]> after = sessions(bob);
            for (int i = 0; i < before.size(); i++) {
                assertArrayEquals(before.get(i), after.get(i), "byte " + at);
            }
            server.setDeliveries(UnaryOperator.identity());
            assertEquals(List.of(), bob.receive());
            assertEquals(refused + 1, bob.status().refused(), "it does not come again");
        }
        alice.send("bob", "whole");
        assertEquals(List.of("whole"), bob.receive());
    }

    @Test
    void firstBlobWithOneFlippedByteMakesNoContact() {
        for (int at : new int[] {0, 1, 4, 5, 1_000, 1_124, 1_125, 2_000, 3_000, 5_119}) {
            alice.send("bob", "damaged " + at);
            server.setDeliveries(all -> all.stream()
                    .map(each -> changed(each, BadServerTest.flipped(each.blob(), at)))
                    .toList());
            assertEquals(List.of(), bob.receive());
            assertEquals(0, bob.status().contacts(), "byte " + at);
        }
        server.setDeliveries(UnaryOperator.identity());
        alice.send("bob", "whole");
        assertEquals(List.of("whole"), bob.receive());
    }

    @Test
    void replaysAndDuplicatesAreShownOnce() {
        alice.send("bob", "one");
        alice.send("bob", "two");
        server.setAcknowledging(false);
        assertEquals(List.of("one", "two"), bob.receive());
        assertEquals(List.of(), bob.receive());
        server.setDeliveries(all -> {
            List<Delivery> tripled = new ArrayList<>();
            IntStream.range(0, 3).forEach(i -> tripled.addAll(all));
            return tripled;
        });
        alice.send("bob", "three");
        assertEquals(List.of("three"), bob.receive());
        assertEquals(List.of("one", "two", "three"), bob.texts("alice"));
        assertTrue(bob.status().duplicates() >= 7);
        assertEquals(0, bob.status().refused());
    }

    /// A chain that is read to its end is forgotten with the next turns, and its used keys with it.
    @Test
    void whatComesAgainAfterManyTurnsIsADuplicateAndNoRefusal() {
        server.setAcknowledging(false);
        for (int turn = 0; turn < 25; turn++) {
            alice.send("bob", "a" + turn);
            assertEquals(List.of("a" + turn), bob.receive());
            bob.send("alice", "b" + turn);
            assertEquals(List.of("b" + turn), alice.receive());
        }
        assertEquals(0, bob.status().refused());
        assertTrue(
                bob.status().duplicates() >= 24 * 25 / 2,
                "duplicates: " + bob.status().duplicates());
    }

    @Test
    void reorderedDeliveryLosesAndDoublesNothing() {
        introduce();
        Random random = new Random(70);
        server.setDeliveries(all -> {
            List<Delivery> shuffled = new ArrayList<>(all);
            for (int i = 0; i + 1 < shuffled.size(); i++) {
                if (random.nextInt(100) < 70) {
                    Collections.swap(shuffled, i, i + 1 + random.nextInt(shuffled.size() - i - 1));
                }
            }
            return shuffled;
        });
        List<String> toBob = new ArrayList<>();
        List<String> toAlice = new ArrayList<>();
        for (int round = 0; round < 8; round++) {
            talk(alice, "bob", "a" + round, 4, toBob);
            talk(bob, "alice", "b" + round, 4, toAlice);
            bob.receive();
            alice.receive();
        }
        assertEquals(0, bob.status().refused());
        assertEquals(0, alice.status().refused());
        assertEquals(new HashSet<>(toBob), received(bob, "alice"));
        assertEquals(new HashSet<>(toAlice), received(alice, "bob"));
    }

    private static void talk(Person from, String to, String prefix, int count, List<String> sent) {
        try (Messenger messenger = from.open()) {
            for (int i = 0; i < count; i++) {
                messenger.send(to, prefix + "-" + i);
                sent.add(prefix + "-" + i);
            }
        }
    }

    private static HashSet<String> received(Person person, String contact) {
        List<String> texts = person.history(contact).stream()
                .filter(each -> each.state() == MessageState.RECEIVED)
                .map(Message::text)
                .filter(text -> !text.startsWith("hello"))
                .toList();
        HashSet<String> once = new HashSet<>(texts);
        assertEquals(texts.size(), once.size(), "nothing is shown twice");
        return once;
    }

    @Test
    void strangersBlobsAreUnsealedInVainSixtyTimesAMinute() {
        alice.send("bob", "real");
        server.setDeliveries(all -> {
            List<Delivery> flood = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                flood.add(changed(
                        all.getFirst(), BadServerTest.flipped(all.getFirst().blob(), 2_000)));
            }
            return flood;
        });
        server.setAcknowledging(false);
        assertEquals(List.of(), bob.receive());
        assertEquals(60, bob.status().refused());
        server.setDeliveries(UnaryOperator.identity());
        clock.advance(Duration.ofMinutes(1));
        assertEquals(List.of("real"), bob.receive());
    }
}
