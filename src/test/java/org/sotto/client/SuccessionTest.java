package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.protocol.ContactCard;
import org.sotto.protocol.Content;
import org.sotto.protocol.ContentKind;

/// Bob follows Alice from one identity to the next, or does not (section 2 of docs/protocol.md).
class SuccessionTest extends TwoPeople {
    private static final String FOLLOWED = "new identity, signed by the one before";

    private Fingerprint first;

    @BeforeEach
    void meet() {
        first = alice.fingerprint();
        alice.send("bob", "hello");
        bob.receive();
        bob.send("alice", "hi");
        alice.receive();
        bob.receive();
    }

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
        end(bob, "alice");
        alice.receive();
        assertTheyTalk();
        end(alice, "bob");
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
        end(alice, "bob");
        server.loseWaiting();
        alice.send("bob", "it is me");
        assertEquals(List.of(FOLLOWED, "it is me"), bob.receive());
        assertTheyTalk();
        assertEquals(1, told());
    }

    @Test
    void throughAllThatWereMissed() {
        for (int i = 0; i < 3; i++) {
            alice.rotateIdentity();
            server.loseWaiting();
        }
        end(alice, "bob");
        server.loseWaiting();
        alice.send("bob", "it is me");
        assertEquals(List.of(FOLLOWED, "it is me"), bob.receive());
        assertTheyTalk();
    }

    /// Bob starts with the bundle that he gets while the news is on its way.
    @Test
    void whoeverHasNotHeardDoesNotWriteToTheNewIdentity() {
        end(bob, "alice");
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
            Outbox outbox = new Outbox(core, new SessionStarter(core, new Announcements(core)));
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
        ContactCard old = card(alice);
        ContactCard own = card(bob);
        alice.rotateIdentity();
        bob.receive();
        bob.rotateIdentity();
        try (Messenger messenger = bob.open()) {
            assertThrows(ClientException.CardRefused.class, () -> messenger.add(old, "alice2"));
            assertThrows(ClientException.CardRefused.class, () -> messenger.add(own, "myself"));
            assertNotEquals(old.fingerprint(), bob.contact("alice").fingerprint());
        }
    }

    private static ContactCard card(Person person) {
        try (Messenger messenger = person.open()) {
            return messenger.card();
        }
    }

    private static void end(Person person, String contact) {
        try (Messenger messenger = person.open()) {
            messenger.end(contact);
        }
    }
}
