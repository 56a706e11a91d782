package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.client.session.Session;

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
        try (Core core = Core.open(bob.environment(), bob.factory())) {
            core.database().change(tx -> {
                try (Session session = tx.sessions().active(id(tx, "alice")).orElseThrow()) {
                    new SessionEnd(new SessionStarter(core)).byPeer(tx, session.key());
                }
            });
        }
        server.setReachable(true);
        end(alice, "bob");
        bob.flush();
        assertEquals(List.of("waiting"), alice.receive());
        assertTheyTalk();
    }
}
