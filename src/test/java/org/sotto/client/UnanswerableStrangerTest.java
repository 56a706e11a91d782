package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.sotto.client.store.ContactTable;
import org.sotto.client.store.Database;
import org.sotto.client.vault.Vault;
import org.sotto.crypto.key.SecretBytes;

/// A first message that grants no mailbox. A stranger's is refused; a contact's is answered on the card, which takes
/// first
/// messages only.
class UnanswerableStrangerTest extends TwoPeople {
    /// As if bob had written to the mailbox that alice made for him: then she does not grant it again.
    private void grantNothing() {
        change(alice, (contacts, id) -> contacts.setOwnUsed(id, true));
    }

    private static void change(Person person, BiConsumer<ContactTable, Long> change) {
        try (Vault vault = Vault.open(person.home(), person.environment().passphrase(), Person.CHEAP);
                SecretBytes key = vault.databaseKey();
                Database database = Database.open(vault.database(), key)) {
            database.change(tx -> tx.contacts().all().forEach(each -> change.accept(tx.contacts(), each.id())));
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

    @Test
    void isAnsweredOnTheCardByAFirstMessageAndThenGrantsAgain() {
        bob.add(alice, "alice");
        grantNothing();
        alice.send("bob", "you know where I am");
        bob.receive();
        assertInstanceOf(SendResult.Sent.class, bob.send("alice", "here"));
        assertEquals(List.of("here"), alice.receive());
        assertEquals(MessageState.DELIVERED, alice.history("bob").getFirst().state(), "the receipt came as well");
        alice.send("bob", "and a mailbox for you");
        bob.receive();
        assertInstanceOf(SendResult.Sent.class, bob.send("alice", "used"));
        assertEquals(List.of("used"), alice.receive());
        assertEquals(0, bob.status().waiting());
    }

    @Test
    void whoNeverGrantsGetsAFirstMessageOnceADay() {
        answerWithoutAGrant();
        assertInstanceOf(SendResult.Queued.class, bob.send("alice", "second"));
        assertInstanceOf(SendResult.Queued.class, bob.send("alice", "third"));
        assertEquals(List.of(), alice.receive());
        clock.advance(Duration.ofDays(1));
        bob.flush();
        assertEquals(List.of("second", "third"), alice.receive());
    }

    @Test
    void whatWaitsForAGrantLeavesWithIt() {
        answerWithoutAGrant();
        assertInstanceOf(SendResult.Queued.class, bob.send("alice", "second"));
        alice.send("bob", "with a grant");
        assertEquals(List.of("with a grant"), bob.receive());
        assertEquals(0, bob.status().waiting());
        assertEquals(List.of("second"), alice.receive());
    }

    /// Alice has answered on the session that bob started anew today, as if no grant had come with it.
    private void answerWithoutAGrant() {
        bob.add(alice, "alice");
        grantNothing();
        alice.send("bob", "one");
        bob.receive();
        bob.send("alice", "first");
        assertEquals(List.of("first"), alice.receive());
        bob.receive();
        change(bob, (contacts, id) -> contacts.setGranted(id, null));
    }
}
