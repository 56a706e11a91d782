package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Two people at one honest server.
class MessengerTest extends TwoPeople {
    @Test
    void talkInTurns() {
        assertInstanceOf(SendResult.Sent.class, alice.send("bob", "one"));
        assertInstanceOf(SendResult.Sent.class, alice.send("bob", "two"));
        assertEquals(List.of("one", "two"), bob.receive());
        assertEquals(List.of(), bob.receive());
        assertInstanceOf(SendResult.Sent.class, bob.send("alice", "three"));
        assertEquals(List.of("three"), alice.receive());
        for (int i = 0; i < 5; i++) {
            alice.send("bob", "to bob " + i);
            assertEquals(List.of("to bob " + i), bob.receive());
            bob.send("alice", "to alice " + i);
            assertEquals(List.of("to alice " + i), alice.receive());
        }
        assertEquals(alice.texts("bob"), bob.texts("alice"));
        assertEquals(0, bob.status().refused());
        assertEquals(0, bob.status().duplicates());
    }

    @Test
    void receiptsArrive() {
        alice.send("bob", "one");
        assertEquals(MessageState.SENT, alice.history("bob").getFirst().state());
        bob.receive();
        alice.receive();
        assertEquals(MessageState.DELIVERED, alice.history("bob").getFirst().state());
        int calls = server.waiting();
        bob.receive();
        alice.receive();
        assertEquals(0, calls, "no receipt is answered to a receipt");
    }

    @Test
    void queuesWhileTheServerIsAway() {
        server.setReachable(false);
        var queued = assertInstanceOf(SendResult.Queued.class, alice.send("bob", "one"));
        assertTrue(queued.reason().contains("cannot be reached"));
        assertInstanceOf(SendResult.Queued.class, alice.send("bob", "two"));
        assertEquals(2, alice.status().waiting());
        server.setReachable(true);
        assertEquals(2, alice.flush().sent());
        assertEquals(List.of("one", "two"), bob.receive());
    }

    @Test
    void whatWaitsGoesBeforeWhatIsNew() {
        alice.send("bob", "zero");
        bob.receive();
        bob.send("alice", "hello");
        alice.receive();
        server.setReachable(false);
        alice.send("bob", "one");
        server.setReachable(true);
        alice.send("bob", "two");
        assertEquals(List.of("one", "two"), bob.receive());
    }

    @Test
    void strangerIsNamedAfterItselfAndNotVerified() {
        alice.send("bob", "hello");
        bob.receive();
        try (Messenger messenger = bob.open()) {
            Contact contact = messenger.contacts().getFirst();
            assertEquals("alice", contact.name());
            assertEquals(Contact.Trust.UNVERIFIED, contact.trust());
            messenger.markVerified("alice");
            assertEquals(Contact.Trust.VERIFIED, messenger.contacts().getFirst().trust());
            try (Messenger other = alice.open()) {
                assertEquals(other.safetyNumber("bob"), messenger.safetyNumber("alice"));
            }
        }
    }

    @Test
    void twoStrangersOfOneNameStayApart() {
        Person other = Person.register(folder.resolve("other"), "alice", server, clock);
        other.add(bob, "bob");
        alice.send("bob", "from the one");
        other.send("bob", "from the other");
        bob.receive();
        assertEquals(List.of("from the one"), bob.texts("alice"));
        assertEquals(List.of("from the other"), bob.texts("alice-2"));
    }

    @Test
    void simultaneousStartConverges() {
        bob.add(alice, "alice");
        alice.send("bob", "a1");
        bob.send("alice", "b1");
        assertEquals(List.of("b1"), alice.receive());
        assertEquals(List.of("a1"), bob.receive());
        alice.send("bob", "a2");
        bob.send("alice", "b2");
        assertEquals(List.of("b2"), alice.receive());
        assertEquals(List.of("a2"), bob.receive());
    }

    @Test
    void refusesWhatCannotBeSent() {
        assertThrows(ClientException.UnknownContact.class, () -> alice.send("carol", "x"));
        assertThrows(ClientException.TextEmpty.class, () -> alice.send("bob", ""));
        String longest = "é".repeat(8_000);
        assertThrows(ClientException.TextTooLong.class, () -> alice.send("bob", longest + "x"));
        assertInstanceOf(SendResult.Sent.class, alice.send("bob", longest));
        assertEquals(List.of(longest), bob.receive());
    }

    @Test
    void composesText() {
        alice.send("bob", "e\u0301");
        assertEquals(List.of("é"), bob.receive());
    }

    @Test
    void refusesOwnAndForeignCards() {
        try (Messenger messenger = alice.open()) {
            var own = assertThrows(ClientException.CardRefused.class, () -> messenger.add(messenger.card(), "me"));
            assertEquals("this is your own card", own.getMessage());
        }
    }
}
