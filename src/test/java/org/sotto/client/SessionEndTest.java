package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.sotto.client.session.Opened;
import org.sotto.client.session.Session;
import org.sotto.client.store.Transaction;
import org.sotto.protocol.MailboxGrant;
import org.sotto.transport.StreamEvent;

/// One of two people ends their sessions (section 3 of docs/protocol.md). Each call opens the profile anew, so there is
/// a restart between any two steps.
class SessionEndTest extends TwoPeople {
    private static EndResult end(Person person, String contact) {
        try (Messenger messenger = person.open()) {
            return messenger.end(contact);
        }
    }

    private static <T> T inside(Person person, Function<Transaction, T> work) {
        try (Core core = Core.open(person.environment(), person.factory())) {
            return core.database().transact(work);
        }
    }

    private static long id(Transaction tx, String contact) {
        return tx.contacts().byName(contact).orElseThrow().id();
    }

    private static List<Long> sessions(Person person, String contact) {
        return inside(
                person,
                tx -> tx.sessions().of(id(tx, contact)).stream()
                        .map(session -> {
                            session.close();
                            return session.id();
                        })
                        .toList());
    }

    private static int skippedKeys(Person person, long session) {
        return inside(
                person,
                tx -> tx.sessions()
                        .skippedKeys(session)
                        .storedBefore(Long.MAX_VALUE)
                        .size());
    }

    private void meet() {
        alice.send("bob", "hello");
        bob.receive();
        bob.send("alice", "hi");
        alice.receive();
        bob.receive();
        assertEquals(1, sessions(alice, "bob").size());
        assertEquals(1, sessions(bob, "alice").size());
    }

    private void assertEnded() {
        assertEquals(List.of(), sessions(alice, "bob"));
        assertEquals(List.of(), sessions(bob, "alice"));
        assertEquals(0, server.waiting());
        assertEquals(0, alice.status().waiting());
        assertEquals(0, bob.status().waiting());
    }

    private void assertTheyTalk() {
        assertInstanceOf(SendResult.Sent.class, alice.send("bob", "are you there"));
        assertEquals("are you there", bob.receive().getLast());
        assertInstanceOf(SendResult.Sent.class, bob.send("alice", "I am"));
        assertEquals("I am", alice.receive().getLast());
        assertInstanceOf(SendResult.Sent.class, alice.send("bob", "good"));
        assertEquals(List.of("good"), bob.receive());
        assertEquals(1, sessions(alice, "bob").size());
        assertEquals(1, sessions(bob, "alice").size());
    }

    private static UnaryOperator<List<StreamEvent.Delivery>> only(int... places) {
        return waiting -> Arrays.stream(places).mapToObj(waiting::get).toList();
    }

    @Test
    void deletesTheSessionOnBothSidesAndKeepsTheHistory() {
        meet();
        assertInstanceOf(EndResult.Sent.class, end(alice, "bob"));
        assertEquals(List.of(), sessions(alice, "bob"));
        assertEquals(List.of(), bob.receive());
        assertEnded();
        assertEquals(List.of("hello", "hi"), alice.texts("bob"));
        assertEquals(List.of("hello", "hi"), bob.texts("alice"));
        assertEquals(0, bob.status().refused());
        alice.receive();
        bob.receive();
        assertEnded();
    }

    @Test
    void theyTalkAgainAfterwards() {
        meet();
        for (int i = 0; i < 3; i++) {
            end(alice, "bob");
            bob.receive();
            assertTheyTalk();
            alice.receive();
        }
        end(bob, "alice");
        alice.receive();
        assertTheyTalk();
        assertEquals(0, bob.status().refused());
        assertEquals(0, alice.status().refused());
    }

    @Test
    void skippedKeysGoToo() {
        meet();
        bob.send("alice", "one");
        bob.send("alice", "two");
        server.setDeliveries(only(1));
        alice.receive();
        server.setDeliveries(UnaryOperator.identity());
        long session = sessions(alice, "bob").getFirst();
        assertTrue(skippedKeys(alice, session) > 0);
        end(alice, "bob");
        assertEquals(0, skippedKeys(alice, session));
    }

    @Test
    void endsWhatWasNeverAnswered() {
        alice.send("bob", "one");
        assertInstanceOf(EndResult.Sent.class, end(alice, "bob"));
        assertEquals(List.of("one"), bob.receive());
        assertEnded();
        bob.send("alice", "why");
        assertEquals(List.of("why"), alice.receive());
    }

    @Test
    void theNewsWaitsForTheServerAndStaysTheSame() {
        meet();
        server.setReachable(false);
        var queued = assertInstanceOf(EndResult.Queued.class, end(alice, "bob"));
        assertTrue(queued.reason().contains("cannot be reached"));
        assertEquals(List.of(), sessions(alice, "bob"));
        byte[] stored = waitingBlob();
        assertEquals(0, alice.flush().sent());
        assertArrayEquals(stored, waitingBlob());
        server.setReachable(true);
        assertEquals(1, alice.flush().sent());
        bob.receive();
        assertEnded();
    }

    private byte[] waitingBlob() {
        return inside(
                alice, tx -> tx.outbox().first(id(tx, "bob")).orElseThrow().blob());
    }

    @Test
    void whatWasWrittenBeforeLeavesBefore() {
        meet();
        server.setReachable(false);
        alice.send("bob", "one");
        alice.send("bob", "two");
        end(alice, "bob");
        alice.send("bob", "on a new session");
        server.setReachable(true);
        alice.flush();
        assertEquals(List.of("one", "two", "on a new session"), bob.receive());
        assertTheyTalk();
        assertEquals(0, bob.status().refused());
    }

    @Test
    void bothMayEndAtTheSameTime() {
        meet();
        end(alice, "bob");
        end(bob, "alice");
        assertEquals(List.of(), alice.receive());
        assertEquals(List.of(), bob.receive());
        assertEnded();
        assertEquals(1, alice.status().refused());
        assertEquals(1, bob.status().refused());
        assertTheyTalk();
    }

    @Test
    void bothMayStartAndEndAtTheSameTime() {
        bob.add(alice, "alice");
        alice.send("bob", "a1");
        bob.send("alice", "b1");
        end(alice, "bob");
        end(bob, "alice");
        assertEquals(List.of("b1"), alice.receive());
        assertEquals(List.of("a1"), bob.receive());
        alice.receive();
        bob.receive();
        assertEnded();
        assertTheyTalk();
    }

    @Test
    void bothMayStartAndOneEnd() {
        bob.add(alice, "alice");
        alice.send("bob", "a1");
        bob.send("alice", "b1");
        end(alice, "bob");
        assertEquals(List.of("b1"), alice.receive());
        assertEquals(List.of("a1"), bob.receive());
        assertEquals(sessions(alice, "bob").size(), sessions(bob, "alice").size());
        bob.send("alice", "b2");
        assertEquals("b2", alice.receive().getLast());
        assertTheyTalk();
    }

    @Test
    void whatIsOnItsWayToWhoHasEndedIsRefusedAndCounted() {
        meet();
        bob.send("alice", "crossing");
        end(alice, "bob");
        assertEquals(List.of(), alice.receive());
        assertEquals(1, alice.status().refused());
        bob.receive();
        assertEnded();
        assertEquals(MessageState.SENT, bob.history("alice").getLast().state());
        bob.send("alice", "again");
        assertEquals(List.of("again"), alice.receive());
        assertTheyTalk();
    }

    @Test
    void whatHasNotLeftWhenTheNewsComesLeavesOnANewSession() {
        meet();
        server.setReachable(false);
        bob.send("alice", "waiting");
        try (Core core = Core.open(bob.environment(), bob.factory())) {
            core.database().change(tx -> {
                try (Session session = tx.sessions().active(id(tx, "alice")).orElseThrow()) {
                    new SessionEnd(new SessionStarter(core, new Announcements(core))).byPeer(tx, session.key());
                }
            });
        }
        server.setReachable(true);
        end(alice, "bob");
        bob.flush();
        assertEquals(List.of("waiting"), alice.receive());
        assertTheyTalk();
    }

    @Test
    void newsThatComesAgainChangesNothing() {
        meet();
        end(alice, "bob");
        server.setAcknowledging(false);
        bob.receive();
        bob.receive();
        server.setAcknowledging(true);
        assertEquals(List.of(), bob.receive());
        assertEquals(2, bob.status().duplicates());
        assertEquals(0, bob.status().refused());
        assertEnded();
    }

    /// What waits to leave after a message that was too far ahead.
    private static long repair(Person person, String contact) {
        try (Core core = Core.open(person.environment(), person.factory())) {
            SessionStarter starter = new SessionStarter(core, new Announcements(core));
            Replies replies = new Replies(core, new Outbox(core, starter), starter);
            long id = core.database().transact(tx -> id(tx, contact));
            replies.repair(new Opened.JumpTooFar(id, false));
            replies.queue(core.server());
            return core.database().transact(tx -> tx.outbox().count());
        }
    }

    @Test
    void whatHasEndedIsNotRepaired() {
        meet();
        end(alice, "bob");
        assertEquals(0, repair(alice, "bob"));
        assertEquals(List.of(), sessions(alice, "bob"));
        bob.receive();
        assertTheyTalk();
        assertEquals(1, repair(alice, "bob"), "the control");
        assertEquals(2, sessions(alice, "bob").size());
    }

    @Test
    void aFirstMessageThatComesAfterTheNewsDoesNotReopen() {
        alice.send("bob", "one");
        alice.send("bob", "two");
        end(alice, "bob");
        server.setDeliveries(only(0, 2));
        assertEquals(List.of("one"), bob.receive());
        server.setDeliveries(UnaryOperator.identity());
        assertEquals(List.of(), bob.receive());
        assertEquals(1, bob.status().duplicates());
        assertEnded();
    }

    @Test
    void aFirstMessageOfAnEarlierSessionThatComesAfterTheNewsLeavesNone() {
        alice.send("bob", "one");
        clock.advance(Duration.ofDays(22));
        server.setDeliveries(waiting -> List.of());
        bob.receive();
        alice.send("bob", "two");
        end(alice, "bob");
        server.setDeliveries(only(1, 2, 3));
        assertEquals(List.of("one", "two"), bob.receive());
        assertEquals(1, server.waiting());
        server.setDeliveries(UnaryOperator.identity());
        assertEquals(List.of(), bob.receive());
        assertEquals(0, bob.status().refused());
        assertEnded();
        assertTheyTalk();
    }

    @Test
    void aSessionBegunAfterTheEndOutlivesLateNewsThoughTheClockWentBack() {
        meet();
        end(alice, "bob");
        clock.advance(Duration.ofMinutes(-5));
        alice.send("bob", "after");
        server.setDeliveries(List::reversed);
        assertEquals(List.of("after"), bob.receive());
        server.setDeliveries(UnaryOperator.identity());
        assertEquals(1, sessions(bob, "alice").size());
        bob.send("alice", "still here");
        assertEquals(List.of("still here"), alice.receive());
    }

    @Test
    void whoCannotBeToldIsEndedHere() {
        meet();
        inside(alice, tx -> {
            tx.contacts().setGranted(id(tx, "bob"), null);
            return true;
        });
        var untold = assertInstanceOf(EndResult.Untold.class, end(alice, "bob"));
        assertEquals("they have granted no mailbox yet", untold.reason());
        assertEnd(alice);
    }

    @Test
    void whoHasClosedTheMailboxIsEndedHere() {
        meet();
        inside(alice, tx -> {
            tx.contacts().setGranted(id(tx, "bob"), new MailboxGrant(new byte[32], new byte[32]));
            return true;
        });
        var untold = assertInstanceOf(EndResult.Untold.class, end(alice, "bob"));
        assertTrue(untold.reason().contains("mailbox-refused"), untold.reason());
        assertEnd(alice);
    }

    private void assertEnd(Person one) {
        assertEquals(List.of(), sessions(one, "bob"));
        assertEquals(0, one.status().waiting());
        assertEquals(0, server.waiting());
    }

    @Test
    void thereMustBeSomethingToEnd() {
        var nothing = assertThrows(ClientException.NoSession.class, () -> end(alice, "bob"));
        assertEquals("there is no session with bob", nothing.getMessage());
        assertThrows(ClientException.UnknownContact.class, () -> end(alice, "carol"));
        meet();
        end(alice, "bob");
        assertThrows(ClientException.NoSession.class, () -> end(alice, "bob"));
    }
}
