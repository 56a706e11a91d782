package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.client.session.Opened;
import org.sotto.support.FakeServer;
import org.sotto.support.TestClock;
import org.sotto.transport.MailboxServer;

/// What the client answers by itself.
class RepliesTest {
    @TempDir
    Path folder;

    private final FakeServer server = new FakeServer();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));

    @Test
    void aServerThatGoesAwayDuringARepairStopsNothing() {
        Person alice = Person.register(folder, "alice", server, clock);
        Person bob = Person.register(folder, "bob", server, clock);
        alice.add(bob, "bob");
        try (Core core = Core.open(alice.environment(), alice.factory())) {
            long contact = ContactBook.require(core, "bob").id();
            MailboxServer connected = core.server();
            SessionStarter starter = new SessionStarter(core);
            Replies replies = new Replies(core, new Outbox(core, starter), starter);
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
