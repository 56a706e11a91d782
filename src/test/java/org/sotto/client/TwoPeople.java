package org.sotto.client;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.support.FakeServer;
import org.sotto.support.TestClock;

/// Where a test of two people begins: alice, who has added bob's card, and bob, at one server and on one clock.
abstract class TwoPeople {
    @TempDir
    Path folder;

    final FakeServer server = new FakeServer();
    final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
    Person alice;
    Person bob;

    @BeforeEach
    void registerAliceAndBob() {
        alice = Person.register(folder, "alice", server, clock);
        bob = Person.register(folder, "bob", server, clock);
        alice.add(bob, "bob");
    }
}
