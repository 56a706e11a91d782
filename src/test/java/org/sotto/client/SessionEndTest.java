package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.sotto.client.session.Opened;
import org.sotto.protocol.MailboxGrant;

/// One of two people ends their sessions.
class SessionEndTest extends EndedSessions {
    private static int skippedKeys(Person person, long session) {
        return inside(
                person,
                tx -> tx.sessions()
                        .skippedKeys(session)
                        .storedBefore(Long.MAX_VALUE)
                        .size());
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

    /// What waits to leave after a message that was too far ahead.
    private static long repair(Person person, String contact) {
        try (Core core = Core.open(person.environment(), person.factory())) {
            SessionStarter starter = new SessionStarter(core);
            Replies replies = new Replies(core, new Outbox(core, starter, new Announcements(core)), starter);
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
