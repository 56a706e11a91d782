package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.sotto.client.session.Session;
import org.sotto.client.store.ContactRow;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.protocol.Content;
import org.sotto.protocol.ContentKind;
import org.sotto.protocol.MailboxGrant;

/// What waits in the outbox when a session ends.
class SessionEndOutboxTest extends EndedSessions {
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
    void whatHasNotLeftWhenTheNewsComesLeavesOnANewSession() {
        meet();
        server.setReachable(false);
        bob.send("alice", "waiting");
        inOutbox(bob, (core, outbox) -> core.database().change(tx -> endedByPeer(core, tx, key(tx, "alice"))));
        server.setReachable(true);
        end(alice, "bob");
        bob.flush();
        assertEquals(List.of("waiting"), alice.receive());
        assertTheyTalk();
    }

    /// Bob has heard of the session, and alice has heard nothing of him; she ends it with a text on its way out.
    private void endWithATextThatWaits() {
        alice.send("bob", "zero");
        assertEquals(List.of("zero"), bob.receive());
        server.setReachable(false);
        alice.send("bob", "one");
        assertInstanceOf(EndResult.Queued.class, end(alice, "bob"));
        server.setReachable(true);
    }

    @Test
    void aTextThatOutlivesThePreKeyOfItsEndedSessionIsWrittenAnew() {
        endWithATextThatWaits();
        clock.advance(Duration.ofDays(53));
        bob.receive();
        bob.receive();
        alice.flush();
        assertEquals(List.of("one"), bob.receive());
        alice.receive();
        assertEquals(MessageState.DELIVERED, alice.history("bob").getLast().state());
        assertEquals(1, bob.status().refused(), "the news has come too late, and nothing else");
    }

    @Test
    void theNewsStillReachesWhoHasThePreKey() {
        endWithATextThatWaits();
        long ended = sessions(bob, "alice").getFirst();
        clock.advance(Duration.ofDays(22));
        bob.receive(); // hands in a new prekey, and keeps the old one
        alice.flush();
        assertEquals(List.of("one"), bob.receive());
        assertEquals(0, bob.status().refused());
        assertEquals(1, sessions(bob, "alice").size());
        assertNotEquals(ended, sessions(bob, "alice").getFirst());
    }

    @Test
    void whatWaitsLeavesAsItIsWhileThePreKeyStands() {
        endWithATextThatWaits();
        clock.advance(Duration.ofDays(20));
        alice.flush();
        assertEquals(List.of("one"), bob.receive());
        assertEquals(List.of(), sessions(bob, "alice"));
        assertEquals(0, bob.status().refused());
    }

    @Test
    void aReplyThatHasNotLeftIsDroppedWithTheLastSession() {
        meet();
        inOutbox(
                bob,
                (core, outbox) -> core.database().change(tx -> {
                    outbox.add(tx, id(tx, "alice"), control(core), null);
                    endedByPeer(core, tx, key(tx, "alice"));
                }));
        assertEquals(0, bob.status().waiting());
    }

    @Test
    void aReplyThatHasNotLeftIsEncryptedForTheSessionThatIsLeft() {
        meet();
        inOutbox(bob, (core, outbox) -> {
            SessionStarter starter = new SessionStarter(core);
            ContactRow row = core.database().transact(tx -> tx.contacts().byId(id(tx, "alice")));
            PreKeyBundle bundle = starter.fetch(core.server(), row);
            core.database().change(tx -> {
                outbox.add(tx, row.id(), control(core), null);
                Session.Key before = key(tx, "alice");
                starter.start(tx, row, bundle);
                endedByPeer(core, tx, before);
            });
        });
        end(alice, "bob");
        assertEquals(1, bob.status().waiting());
        bob.flush();
        alice.receive();
        assertEquals(0, alice.status().refused());
        assertEquals(1, sessions(alice, "bob").size(), "bob's control message has begun it");
    }

    @Test
    void newsThatAnotherProcessSawRefusedIsNotTold() {
        meet();
        inside(alice, tx -> {
            tx.contacts().setGranted(id(tx, "bob"), new MailboxGrant(new byte[32], new byte[32]));
            return true;
        });
        inOutbox(alice, (core, outbox) -> {
            long news = core.database()
                    .transact(tx -> outbox.addLast(tx, tx.contacts().byId(id(tx, "bob")), control(core)));
            assertEquals(1, alice.flush().problems().size(), "the other process is told");
            var refused = assertInstanceOf(
                    RowFate.Refused.class, outbox.flush(core.database().transact(tx -> id(tx, "bob")), news));
            assertTrue(refused.reason().contains("mailbox-refused"), refused.reason());
        });
        inOutbox(bob, (core, outbox) -> {
            long sent = core.database()
                    .transact(tx -> outbox.addLast(tx, tx.contacts().byId(id(tx, "alice")), control(core)));
            assertEquals(1, bob.flush().sent(), "the control: the other process has sent it");
            assertInstanceOf(RowFate.Left.class, outbox.flush(core.database().transact(tx -> id(tx, "alice")), sent));
        });
    }

    private static void inOutbox(Person person, BiConsumer<Core, Outbox> work) {
        try (Core core = Core.open(person.environment(), person.factory())) {
            work.accept(core, new Outbox(core, new SessionStarter(core), new Announcements(core)));
        }
    }

    private static Content control(Core core) {
        return Content.of(core.randomBytes(Content.ID_SIZE), core.now(), ContentKind.CONTROL);
    }

    private static Session.Key key(Transaction tx, String contact) {
        try (Session active = tx.sessions().active(id(tx, contact)).orElseThrow()) {
            return active.key();
        }
    }

    private static void endedByPeer(Core core, Transaction tx, Session.Key last) {
        new SessionEnd(new SessionStarter(core)).byPeer(tx, last);
    }
}
