package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.client.store.Database;
import org.sotto.client.vault.Vault;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.FakeServer;
import org.sotto.support.TestClock;

/// A stranger's first message that grants no mailbox: refused, and it stops nothing.
class UnanswerableStrangerTest {
    @TempDir
    Path folder;

    private final FakeServer server = new FakeServer();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));
    private Person alice;
    private Person bob;

    @BeforeEach
    void register() {
        alice = Person.register(folder, "alice", server, clock);
        bob = Person.register(folder, "bob", server, clock);
        alice.add(bob, "bob");
    }

    /// As if bob had written to the mailbox that alice made for him: then she does not grant it again.
    private void grantNothing() {
        try (Vault vault = Vault.open(alice.home(), alice.environment().passphrase(), Person.CHEAP);
                SecretBytes key = vault.databaseKey();
                Database database = Database.open(vault.database(), key)) {
            database.change(tx ->
                    tx.contacts().all().forEach(each -> tx.contacts().setOwnUsed(each.id(), true)));
        }
    }

    @Test
    void isRefusedAndMakesNoContact() {
        Person carol = Person.register(folder, "carol", server, clock);
        carol.add(bob, "bob");
        grantNothing();
        alice.send("bob", "no way back");
        carol.send("bob", "real");
        assertEquals(List.of("real"), bob.receive());
        assertEquals(1, bob.status().refused());
        assertEquals(1, bob.status().contacts());
        assertEquals(List.of(), bob.receive(), "and nothing is left of it");
        assertEquals(0, bob.status().waiting());
    }

    @Test
    void isReadIfTheCardIsKnown() {
        bob.add(alice, "alice");
        grantNothing();
        alice.send("bob", "you know where I am");
        assertEquals(List.of("you know where I am"), bob.receive());
        assertEquals(0, bob.status().refused());
    }
}
