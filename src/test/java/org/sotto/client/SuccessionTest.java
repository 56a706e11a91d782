package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.protocol.ContactCard;
import org.sotto.protocol.Content;
import org.sotto.protocol.ContentKind;

/// Bob follows Alice from one identity to the next, or does not (section 2 of docs/protocol.md).
class SuccessionTest extends TwoWhoTalk {
    private void assertTheyTalk() {
        assertInstanceOf(SendResult.Sent.class, alice.send("bob", "are you there"));
        assertEquals("are you there", bob.receive().getLast());
        assertInstanceOf(SendResult.Sent.class, bob.send("alice", "yes"));
        assertEquals("yes", alice.receive().getLast());
        bob.receive();
        assertEquals(0, alice.status().refused());
        assertEquals(0, bob.status().refused());
        assertEquals(1, bob.inside((core, tx) -> tx.contacts().count()).intValue(), "no stranger");
        assertEquals(alice.fingerprint(), bob.contact("alice").fingerprint());
    }

    private long told() {
        return alice.inside(
                (core, tx) -> tx.contacts().byName("bob").orElseThrow().told());
    }

    @Test
    void onTheSessionThatIsThere() {
        alice.rotateIdentity();
        assertEquals(0, told());
        assertEquals(List.of(FOLLOWED), bob.receive());
        assertEquals(
                MessageKind.IDENTITY_ROTATION, bob.history("alice").getLast().kind());
        assertTheyTalk();
        assertEquals(1, told(), "Bob has confirmed it");
        try (Messenger a = alice.open();
                Messenger b = bob.open()) {
            assertEquals(a.safetyNumber("bob"), b.safetyNumber("alice"));
        }
    }

    @Test
    void aVerifiedMarkBecomesAVoucher() {
        try (Messenger messenger = bob.open()) {
            messenger.markVerified("alice");
        }
        alice.rotateIdentity();
        bob.receive();
        assertEquals(Contact.Trust.VOUCHED, bob.contact("alice").trust());
        bob.rotateIdentity();
        alice.receive();
        assertEquals(
                Contact.Trust.UNVERIFIED, alice.contact("bob").trust(), "nothing vouches where nothing was compared");
    }

    @Test
    void aNewSessionIsWithTheNewIdentity() {
        alice.rotateIdentity();
        bob.receive();
        bob.end("alice");
        alice.receive();
        assertTheyTalk();
        alice.end("bob");
        bob.receive();
        assertTheyTalk();
    }

    @Test
    void behindAFirstMessageThatWasNeverAnswered() {
        Person carol = Person.register(folder, "carol", server, clock);
        carol.add(bob, "bob");
        carol.send("bob", "I am Carol");
        carol.rotateIdentity();
        carol.send("bob", "and still am");
        assertEquals(List.of("I am Carol", FOLLOWED, "and still am"), bob.receive());
        assertEquals(carol.fingerprint(), bob.contact("carol").fingerprint());
        bob.send("carol", "welcome");
        assertEquals(List.of("welcome"), carol.receive());
    }

    /// The news is lost with the month that it waited; the next session begins with it.
    @Test
    void inFrontOfTheNextSessionWhenTheNewsWasLost() {
        alice.rotateIdentity();
        server.loseWaiting();
        alice.end("bob");
        server.loseWaiting();
        alice.send("bob", "it is me");
        assertEquals(List.of(FOLLOWED, "it is me"), bob.receive());
        assertTheyTalk();
        assertEquals(1, told());
    }

    /// The server drops the first message of a session, and no other: whichever arrives tells who has written.
    @Test
    void onEachContentUntilItIsConfirmed() {
        alice.rotateIdentity();
        alice.end("bob");
        alice.send("bob", "lost");
        server.loseWaiting();
        alice.send("bob", "it is me");
        alice.send("bob", "still me");
        assertEquals(List.of(FOLLOWED, "it is me", "still me"), bob.receive());
        assertEquals(0, told());
        assertTheyTalk();
        assertEquals(1, told());
    }

    @Test
    void onTheNextTextOfALivingSessionWhenTheNewsWasLost() {
        alice.rotateIdentity();
        server.loseWaiting();
        alice.send("bob", "still here");
        assertEquals(List.of(FOLLOWED, "still here"), bob.receive());
        alice.receive();
        assertEquals(1, told(), "the receipt names it");
        assertTheyTalk();
    }

    /// Bob has learned the identity from a card, not from Alice.
    @Test
    void anAnswerConfirmsWhatWasKnownBefore() {
        alice.rotateIdentity();
        server.loseWaiting();
        try (Messenger messenger = bob.open()) {
            messenger.replace(alice.card(), "alice");
        }
        alice.end("bob");
        server.loseWaiting();
        alice.send("bob", "it is me");
        assertEquals(List.of("it is me"), bob.receive());
        alice.receive();
        assertEquals(1, told());
        assertTheyTalk();
    }

    /// After KeyChanged Bob has added Alice's new card under another name, and not written yet.
    @Test
    void aCardThatWasAddedBesideBecomesTheContacts() {
        alice.rotateIdentity();
        server.loseWaiting();
        bob.add(alice, "alice2");
        alice.send("bob", "on the session that is there");
        assertEquals(List.of(FOLLOWED, "on the session that is there"), bob.receive());
        assertTheyTalk();
        alice.rotateIdentity();
        server.loseWaiting();
        bob.add(alice, "alice2");
        alice.end("bob");
        server.loseWaiting();
        alice.send("bob", "on a new one");
        assertEquals(List.of(FOLLOWED, "on a new one"), bob.receive());
        assertTheyTalk();
    }

    /// The same, but Bob has written: two contacts of one person, and nothing that either says is lost.
    @Test
    void aCardThatIsUsedStaysBeside() {
        alice.rotateIdentity();
        server.loseWaiting();
        clock.advance(Duration.ofSeconds(1)); // the session that starts now is the active one on both sides
        bob.add(alice, "alice2");
        bob.send("alice2", "by the new card");
        alice.send("bob", "on the session that is there");
        assertEquals(List.of(FOLLOWED, "on the session that is there"), bob.receive());
        assertEquals(List.of("by the new card"), alice.receive());
        alice.send("bob", "on the new one");
        assertEquals(List.of("on the new one"), bob.receive());
        assertEquals(List.of("by the new card", "on the new one"), bob.texts("alice2"));
        assertEquals(0, bob.status().refused());
        assertEquals(first, bob.contact("alice").fingerprint());
    }

    @Test
    void throughAllThatWereMissed() {
        for (int i = 0; i < 3; i++) {
            alice.rotateIdentity();
            server.loseWaiting();
        }
        alice.end("bob");
        server.loseWaiting();
        alice.send("bob", "it is me");
        assertEquals(List.of(FOLLOWED, "it is me"), bob.receive());
        assertTheyTalk();
    }

    /// Bob starts with the bundle that he gets while the news is on its way.
    @Test
    void whoeverHasNotHeardDoesNotWriteToTheNewIdentity() {
        bob.end("alice");
        alice.receive();
        alice.rotateIdentity();
        assertThrows(ClientException.KeyChanged.class, () -> bob.send("alice", "hello"));
        alice.send("bob", "I have new keys");
        assertEquals(List.of(FOLLOWED, "I have new keys"), bob.receive());
        assertTheyTalk();
    }

    @Test
    void bothAtOnce() {
        alice.rotateIdentity();
        bob.rotateIdentity();
        bob.receive();
        alice.receive();
        assertTheyTalk();
        assertEquals(bob.fingerprint(), alice.contact("bob").fingerprint());
    }

    @Test
    void theMarkIsForTheNumberThatWasShown() {
        try (Messenger messenger = bob.open()) {
            messenger.safetyNumber("alice");
            alice.rotateIdentity();
            bob.receive();
            assertThrows(ClientException.NumberChanged.class, () -> messenger.markVerified("alice"));
            assertEquals(Contact.Trust.UNVERIFIED, bob.contact("alice").trust());
            messenger.safetyNumber("alice");
            messenger.markVerified("alice");
            assertEquals(Contact.Trust.VERIFIED, bob.contact("alice").trust());
        }
    }

    @Test
    void newsWithoutARotationIsRefused() {
        alice.inside((core, tx) -> {
            Outbox outbox = new Outbox(core, new SessionStarter(core), new Announcements(core));
            Content empty = Content.of(core.randomBytes(16), core.now(), ContentKind.IDENTITY_ROTATION);
            outbox.add(tx, tx.contacts().byName("bob").orElseThrow().id(), empty, null);
            return true;
        });
        alice.flush();
        assertEquals(List.of(), bob.receive());
        assertEquals(1, bob.status().refused());
        assertEquals(first, bob.contact("alice").fingerprint());
    }

    @Test
    void aCardOfAnEarlierIdentityIsRefused() {
        ContactCard old = alice.card();
        ContactCard own = bob.card();
        alice.rotateIdentity();
        bob.receive();
        bob.rotateIdentity();
        try (Messenger messenger = bob.open()) {
            assertThrows(ClientException.CardRefused.class, () -> messenger.add(old, "alice2"));
            assertThrows(ClientException.CardRefused.class, () -> messenger.add(own, "myself"));
            assertNotEquals(old.fingerprint(), bob.contact("alice").fingerprint());
        }
    }
}
