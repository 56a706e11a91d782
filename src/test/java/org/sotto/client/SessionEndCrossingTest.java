package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The end of a session meets what is under way: messages of the other side, late ones, and another end.
class SessionEndCrossingTest extends EndedSessions {
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
}
