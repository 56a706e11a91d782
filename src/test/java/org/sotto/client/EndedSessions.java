package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.sotto.client.store.Transaction;
import org.sotto.transport.StreamEvent;

/// Where a test of the end of sessions begins (section 3 of docs/protocol.md). Each call opens the profile anew, so
/// there
/// is a restart between any two steps.
abstract class EndedSessions extends TwoPeople {
    static EndResult end(Person person, String contact) {
        try (Messenger messenger = person.open()) {
            return messenger.end(contact);
        }
    }

    static <T> T inside(Person person, Function<Transaction, T> work) {
        try (Core core = Core.open(person.environment(), person.factory())) {
            return core.database().transact(work);
        }
    }

    static long id(Transaction tx, String contact) {
        return tx.contacts().byName(contact).orElseThrow().id();
    }

    static List<Long> sessions(Person person, String contact) {
        return inside(
                person,
                tx -> tx.sessions().of(id(tx, contact)).stream()
                        .map(session -> {
                            session.close();
                            return session.id();
                        })
                        .toList());
    }

    void meet() {
        alice.send("bob", "hello");
        bob.receive();
        bob.send("alice", "hi");
        alice.receive();
        bob.receive();
        assertEquals(1, sessions(alice, "bob").size());
        assertEquals(1, sessions(bob, "alice").size());
    }

    void assertEnded() {
        assertEquals(List.of(), sessions(alice, "bob"));
        assertEquals(List.of(), sessions(bob, "alice"));
        assertEquals(0, server.waiting());
        assertEquals(0, alice.status().waiting());
        assertEquals(0, bob.status().waiting());
    }

    void assertTheyTalk() {
        assertInstanceOf(SendResult.Sent.class, alice.send("bob", "are you there"));
        assertEquals("are you there", bob.receive().getLast());
        assertInstanceOf(SendResult.Sent.class, bob.send("alice", "I am"));
        assertEquals("I am", alice.receive().getLast());
        assertInstanceOf(SendResult.Sent.class, alice.send("bob", "good"));
        assertEquals(List.of("good"), bob.receive());
        assertEquals(1, sessions(alice, "bob").size());
        assertEquals(1, sessions(bob, "alice").size());
    }

    static UnaryOperator<List<StreamEvent.Delivery>> only(int... places) {
        return waiting -> Arrays.stream(places).mapToObj(waiting::get).toList();
    }
}
