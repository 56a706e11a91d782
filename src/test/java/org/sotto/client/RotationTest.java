package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.IdentityRotation;
import org.sotto.support.TestPrekeys;

/// Alice takes a new identity (section 2 of docs/protocol.md): the steps between her profile and the server.
class RotationTest extends TwoPeople {
    private static int privateKeys(Person person) {
        return person.inside((core, tx) -> (int) List.of(0L, 1L, 2L).stream()
                .filter(number -> {
                    try (IdentityKeyPair held = tx.identities().byNumber(number).orElse(null)) {
                        return held != null;
                    }
                })
                .count());
    }

    /// Steps that somebody is told who knows the first identity.
    private static int told(Person person) {
        return person.inside((core, tx) -> tx.identities()
                .chainFrom(0)
                .map(chain -> chain.rotations().size())
                .orElse(0));
    }

    @Test
    void theServerHandsOutTheNewIdentity() {
        Fingerprint before = alice.fingerprint();
        RotationResult.Entered entered = assertInstanceOf(RotationResult.Entered.class, alice.rotateIdentity());
        assertNotEquals(before, entered.fingerprint());
        assertEquals(entered.fingerprint(), alice.fingerprint());
        assertEquals(entered.fingerprint(), alice.status().fingerprint());
        assertEquals(100, alice.status().oneTimePreKeys());
        bob.add(alice, "alice");
        bob.send("alice", "with the new card");
        assertEquals(List.of("with the new card"), alice.receive());
    }

    @Test
    void withoutAServerNothingChanges() {
        Fingerprint before = alice.fingerprint();
        server.setReachable(false);
        assertThrows(ClientException.ServerUnreachable.class, alice::rotateIdentity);
        server.setReachable(true);
        alice.receive();
        assertEquals(before, alice.fingerprint());
        assertEquals(1, privateKeys(alice));
    }

    @Test
    void aLostAnswerIsMadeUpForByTheNextCommand() {
        Fingerprint before = alice.fingerprint();
        bob.add(alice, "alice");
        server.setLosesRotationAnswers(true);
        assertInstanceOf(RotationResult.Prepared.class, alice.rotateIdentity());
        assertEquals(before, alice.fingerprint());
        server.setLosesRotationAnswers(false);
        alice.receive();
        assertNotEquals(before, alice.fingerprint());
        assertThrows(ClientException.KeyChanged.class, () -> bob.send("alice", "to the old card"));
    }

    @Test
    void whatWasPreparedIsFinishedBeforeAnotherOneIsMade() {
        server.setLosesRotationAnswers(true);
        alice.rotateIdentity();
        server.setLosesRotationAnswers(false);
        RotationResult.Entered entered = assertInstanceOf(RotationResult.Entered.class, alice.rotateIdentity());
        assertEquals(entered.fingerprint(), alice.fingerprint());
        assertEquals(1, told(alice));
    }

    /// A month later the prekey that was made with it is too old to be offered.
    @Test
    void aPreparedIdentityThatWaitedLongGetsAFreshPrekey() {
        server.setLosesRotationAnswers(true);
        alice.rotateIdentity();
        server.setLosesRotationAnswers(false);
        clock.advance(Duration.ofDays(30));
        alice.receive();
        bob.add(alice, "alice");
        bob.send("alice", "hello");
        assertEquals(List.of("hello"), alice.receive());
    }

    /// Somebody with the profile's keys was faster: the server has another successor already.
    @Test
    void aRefusalIsToldAndLeavesThePresentIdentity() {
        Fingerprint before = alice.fingerprint();
        rotateElsewhere(alice);
        ClientException.ServerRefused e = assertThrows(ClientException.ServerRefused.class, alice::rotateIdentity);
        assertEquals("rotation-refused", e.code());
        assertEquals(before, alice.fingerprint());
        assertEquals(1, privateKeys(alice), "the one that was refused is gone");
        bob.add(alice, "alice");
        assertThrows(ClientException.KeyChanged.class, () -> bob.send("alice", "hello"));
        alice.send("bob", "still here");
        assertEquals(List.of("still here"), bob.receive());
        bob.send("alice", "I hear you");
        assertEquals(List.of("I hear you"), alice.receive(), "what waits is read, whatever becomes of prekeys");
        assertEquals("no new prekeys: prekey-refused", alice.status().lastRefusal());
    }

    private static void rotateElsewhere(Person victim) {
        try (Core core = Core.open(victim.environment(), victim.factory());
                IdentityKeyPair present =
                        core.database().transact(tx -> tx.identities().present());
                IdentityKeyPair next = IdentityKeyPair.generate(core.env().random())) {
            byte[] rotation = IdentityRotation.sign(present, next, core.now()).encode();
            core.server().rotateIdentity(rotation, TestPrekeys.signed(next, 1, core.now()));
        }
    }

    @Test
    void aFirstMessageToTheEarlierIdentityOpens() {
        bob.add(alice, "alice");
        bob.send("alice", "to the old one");
        alice.rotateIdentity();
        assertEquals(List.of("to the old one"), alice.receive());
        assertEquals(List.of("new identity, signed by the one before"), bob.receive());
        assertInstanceOf(SendResult.Sent.class, alice.send("bob", "thank you"));
        assertEquals(List.of("thank you"), bob.receive());
    }

    /// A process that has the profile open the whole time.
    @Test
    void anotherProcessWorksWithTheNewIdentityAtOnce() {
        try (Messenger open = alice.open()) {
            Fingerprint before = open.card().fingerprint();
            alice.rotateIdentity();
            assertNotEquals(before, open.card().fingerprint());
            assertInstanceOf(SendResult.Sent.class, open.send("bob", "hello"));
        }
        assertEquals(List.of("hello"), bob.receive());
        assertEquals(alice.fingerprint(), bob.contact("alice").fingerprint());
    }

    /// At not_after + 31 days of its last prekey, after a drain.
    @Test
    void theEarlierPrivateKeysGoWithTheirLastPrekey() {
        alice.rotateIdentity();
        assertEquals(2, privateKeys(alice));
        clock.advance(Duration.ofDays(21 + 31).minusMillis(1));
        alice.receive();
        assertEquals(2, privateKeys(alice));
        clock.advance(Duration.ofMillis(1));
        alice.receive();
        assertEquals(1, privateKeys(alice));
        assertEquals(1, told(alice), "what is told stays");
    }

    @Test
    void aFirstMessageThatWaitedLongOpens() {
        bob.add(alice, "alice");
        bob.send("alice", "late");
        alice.rotateIdentity();
        clock.advance(Duration.ofDays(20));
        server.setDeliveries(waiting -> List.of());
        alice.receive();
        assertEquals(2, privateKeys(alice), "a drain takes nothing that may be needed");
        server.setDeliveries(UnaryOperator.identity());
        assertEquals(List.of("late"), alice.receive());
    }
}
