package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.client.session.Opened;
import org.sotto.transport.MailboxServer;

/// What the client answers by itself.
class RepliesTest extends TwoPeople {
    @Test
    void aServerThatGoesAwayDuringARepairStopsNothing() {
        alice.send("bob", "hello");
        bob.receive();
        try (Core core = Core.open(alice.environment(), alice.factory())) {
            long contact = ContactBook.require(core, "bob").id();
            MailboxServer connected = core.server();
            SessionStarter starter = new SessionStarter(core);
            Replies replies = new Replies(core, new Outbox(core, starter, new Announcements(core)), starter);
            replies.repair(new Opened.JumpTooFar(contact, false));
            server.setReachable(false);
            replies.queue(connected);
        }
        assertEquals(1, alice.status().waiting(), "the control message waits");
        server.setReachable(true);
        alice.flush();
        assertEquals(List.of(), bob.receive());
        assertEquals(0, bob.status().refused());
    }
}
