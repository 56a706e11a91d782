package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What was encrypted for a session that the peer never answered, and could not leave while it stood.
class UnansweredSessionTest extends TwoPeople {
    /// Bob has deleted every private key that the session of alice's first message needs.
    private void outliveThePreKey() {
        alice.send("bob", "zero");
        server.setReachable(false);
        assertInstanceOf(SendResult.Queued.class, alice.send("bob", "one"));
        assertInstanceOf(SendResult.Queued.class, alice.send("bob", "two"));
        server.setReachable(true);
        clock.advance(Duration.ofDays(53));
        bob.receive();
        bob.receive();
    }

    @Test
    void leavesInOrderOnANewSession() {
        outliveThePreKey();
        alice.flush();
        assertEquals(0, alice.status().waiting());
        assertEquals(List.of("zero", "one", "two"), bob.receive());
    }

    @Test
    void leavesBeforeWhatIsNew() {
        outliveThePreKey();
        alice.send("bob", "three");
        assertEquals(List.of("zero", "one", "two", "three"), bob.receive());
    }
}
