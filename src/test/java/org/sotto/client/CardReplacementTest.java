package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.protocol.ContactCard;

/// A new card in the place of a contact's (section 2 of docs/protocol.md).
class CardReplacementTest extends TwoPeople {
    private void assertTheyTalk() {
        assertInstanceOf(SendResult.Sent.class, alice.send("bob", "are you there"));
        assertEquals("are you there", bob.receive().getLast());
        assertInstanceOf(SendResult.Sent.class, bob.send("alice", "yes"));
        assertEquals("yes", alice.receive().getLast());
        bob.receive();
        assertEquals(alice.fingerprint(), bob.contact("alice").fingerprint());
        assertEquals(bob.fingerprint(), alice.contact("bob").fingerprint());
    }

    private static void replace(Person person, ContactCard card, String name) {
        try (Messenger messenger = person.open()) {
            messenger.replace(card, name);
        }
    }

    /// No session, so the news has no way to whoever has the old card.
    @Test
    void isTheWayOutWhenTheServerHandsOutAnotherIdentity() {
        bob.rotateIdentity();
        var changed = assertThrows(ClientException.KeyChanged.class, () -> alice.send("bob", "hello"));
        assertEquals(
                "nothing was sent; ask bob for a new card over another channel, then add it with --replace",
                changed.hint());
        replace(alice, bob.card(), "bob");
        assertInstanceOf(SendResult.Sent.class, alice.send("bob", "hello"));
        assertEquals(List.of("hello"), bob.receive());
        assertTheyTalk();
    }

    @Test
    void oneOfTheTwoIsEnoughWhenBothHaveOthers() {
        bob.add(alice, "alice");
        alice.rotateIdentity();
        bob.rotateIdentity();
        assertThrows(ClientException.KeyChanged.class, () -> alice.send("bob", "hello"));
        assertThrows(ClientException.KeyChanged.class, () -> bob.send("alice", "hello"));
        replace(alice, bob.card(), "bob");
        alice.send("bob", "it is me");
        assertEquals(List.of("new identity, signed by the one before", "it is me"), bob.receive());
        assertTheyTalk();
    }

    /// Bob's profile is lost; he has made another one.
    @Test
    void ofANewProfileKeepsTheHistoryAndSendsWhatWaits() {
        alice.send("bob", "hello");
        bob.receive();
        bob.send("alice", "hi");
        alice.receive();
        try (Messenger messenger = alice.open()) {
            messenger.safetyNumber("bob");
            messenger.markVerified("bob");
        }
        server.setReachable(false);
        assertInstanceOf(SendResult.Queued.class, alice.send("bob", "waits"));
        server.setReachable(true);
        bob = Person.register(folder, "bob again", server, clock);
        replace(alice, bob.card(), "bob");
        assertEquals(Contact.Trust.UNVERIFIED, alice.contact("bob").trust());
        alice.flush();
        assertEquals(List.of("waits"), bob.receive());
        assertEquals(List.of("hello", "hi", "waits"), alice.texts("bob"));
        assertTheyTalk();
    }

    /// The thief's number does not match, and Alice hands her new card over.
    @Test
    void isTheWayOutOfAFreezeWhereTheNumberDiffers() {
        bob.add(alice, "alice");
        Fingerprint first = alice.fingerprint();
        Person thief = Person.register(folder, "thief", server, clock);
        bob.inside((core, tx) -> {
            long contact = tx.contacts().byName("alice").orElseThrow().id();
            tx.contacts()
                    .addEarlier(new org.sotto.client.store.ContactTable.Earlier(contact, first, thief.fingerprint()));
            tx.contacts().setFingerprint(contact, thief.fingerprint());
            return true;
        });
        alice.rotateIdentity();
        alice.send("bob", "it is me");
        bob.receive();
        assertEquals(Contact.Trust.FROZEN, bob.contact("alice").trust());
        replace(bob, alice.card(), "alice");
        assertInstanceOf(SendResult.Sent.class, bob.send("alice", "now I know"));
        assertEquals("now I know", alice.receive().getLast());
        assertTheyTalk();
        alice.rotateIdentity();
        bob.receive();
        assertTheyTalk();
        assertEquals(Contact.Trust.UNVERIFIED, bob.contact("alice").trust(), "nothing freezes it again");
    }

    @Test
    void isTakenBack() {
        ContactCard right = bob.card();
        Person eve = Person.register(folder, "eve", server, clock);
        replace(alice, eve.card(), "bob");
        replace(alice, right, "bob");
        assertInstanceOf(SendResult.Sent.class, alice.send("bob", "hello"));
        assertEquals(List.of("hello"), bob.receive());
        assertTheyTalk();
    }

    @Test
    void takesTheCardThatWasAddedBeside() {
        bob.rotateIdentity();
        alice.add(bob, "bob2");
        replace(alice, bob.card(), "bob");
        assertEquals(1, alice.status().contacts());
        assertTheyTalk();
    }

    @Test
    void whoeverCannotTakeThePlaceIsRefused() {
        alice.send("bob", "hello");
        bob.receive();
        bob.send("alice", "hi");
        alice.receive();
        ContactCard givenUp = bob.card();
        bob.rotateIdentity();
        alice.receive();
        assertThrows(ClientException.CardRefused.class, () -> replace(alice, givenUp, "bob"));
        assertThrows(ClientException.CardRefused.class, () -> replace(alice, alice.card(), "bob"));
        assertThrows(ClientException.UnknownContact.class, () -> replace(alice, bob.card(), "carol"));
        Person carol = Person.register(folder, "carol", server, clock);
        carol.add(alice, "alice");
        carol.send("alice", "I am Carol");
        alice.receive();
        var taken = assertThrows(ClientException.ContactExists.class, () -> replace(alice, carol.card(), "bob"));
        assertEquals("there is a contact carol already", taken.getMessage());
        assertTheyTalk();
    }
}
