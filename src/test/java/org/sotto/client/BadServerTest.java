package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.crypto.key.SignedPreKeyPair;
import org.sotto.protocol.HomeServer;
import org.sotto.protocol.Invitation;

/// A server that lies, or is not there: refused, said, and nothing is stored.
class BadServerTest extends TwoPeople {
    private void nothingWasStored() {
        assertEquals(List.of(), alice.history("bob"));
        assertEquals(0, alice.status().waiting());
        assertEquals(0, server.waiting());
        server.setBundles(UnaryOperator.identity());
        assertInstanceOf(SendResult.Sent.class, alice.send("bob", "now"));
        assertEquals(List.of("now"), bob.receive());
    }

    @Nested
    class Bundles {
        private final IdentityKeyPair stranger = IdentityKeyPair.generate(new SecureRandom());

        private PreKeyBundle of(IdentityKeyPair identity, SignedPreKeyPair signed) {
            return PreKeyBundle.of(identity.record(), signed.record(), null);
        }

        @Test
        void ofAnotherIdentity() {
            SignedPreKeyPair signed = SignedPreKeyPair.generate(stranger, 7, clock.millis(), new SecureRandom());
            server.setBundles(bundle -> of(stranger, signed).encode());
            var changed = assertThrows(ClientException.KeyChanged.class, () -> alice.send("bob", "x"));
            assertEquals("bob", changed.contact());
            nothingWasStored();
        }

        @Test
        void withAPreKeyOfSomebodyElse() {
            SignedPreKeyPair signed = SignedPreKeyPair.generate(stranger, 7, clock.millis(), new SecureRandom());
            server.setBundles(
                    bundle -> PreKeyBundle.of(PreKeyBundle.decode(bundle).identity(), signed.record(), null)
                            .encode());
            assertThrows(ClientException.KeysRefused.class, () -> alice.send("bob", "x"));
            nothingWasStored();
        }

        @Test
        void thatIsExpired() {
            clock.advance(Duration.ofDays(22));
            var refused = assertThrows(ClientException.KeysRefused.class, () -> alice.send("bob", "x"));
            assertTrue(refused.getMessage().contains("expired"), refused.getMessage());
            bob.receive();
            nothingWasStored();
        }

        @Test
        void thatIsCutOff() {
            server.setBundles(bundle -> java.util.Arrays.copyOf(bundle, bundle.length - 1));
            assertThrows(ClientException.KeysRefused.class, () -> alice.send("bob", "x"));
            nothingWasStored();
        }

        @Test
        void withAnyByteFlipped() {
            for (int at : new int[] {0, 1, 40, 80, 129, 131, 140, 500, 2_000, 3_031, 3_032, 3_040, 4_000, 4_700}) {
                server.setBundles(bundle -> flipped(bundle, at));
                assertThrows(ClientException.class, () -> alice.send("bob", "x"), "byte " + at);
            }
            nothingWasStored();
        }

        @Test
        void withTheSameOneTimeKeyForTheSamePerson() {
            server.setKeepsOneTime(true);
            alice.send("bob", "first");
            clock.advance(Duration.ofDays(22));
            assertEquals(List.of("first"), bob.receive());
            var refused = assertThrows(ClientException.KeysRefused.class, () -> alice.send("bob", "x"));
            assertTrue(refused.getMessage().contains("handed out twice"), refused.getMessage());
            server.setKeepsOneTime(false);
            bob.receive();
            alice.send("bob", "second");
            assertEquals(List.of("second"), bob.receive(), "the first one leaves again and is shown once");
        }

        @Test
        void withTheSameOneTimeKeyForTwoPeople() {
            server.setKeepsOneTime(true);
            Person carol = Person.register(folder, "carol", server, clock);
            carol.add(bob, "bob");
            alice.send("bob", "from alice");
            carol.send("bob", "from carol");
            assertEquals(List.of("from alice"), bob.receive());
            Status status = bob.status();
            assertEquals(1, status.refused());
            assertEquals("a first message names a prekey that was used before or is gone", status.lastRefusal());
        }
    }

    @Test
    void wrongPinIsSaidAndNothingStored() {
        server.setWrongKey(true);
        assertThrows(ClientException.PinMismatch.class, () -> alice.send("bob", "x"));
        try (Messenger messenger = alice.open()) {
            assertThrows(ClientException.PinMismatch.class, () -> messenger.receive(Duration.ZERO));
        }
        server.setWrongKey(false);
        nothingWasStored();
    }

    @Test
    void registrationLeavesNothingBehind() {
        Path home = folder.resolve("carol");
        ClientEnvironment env = alice.environment();
        ClientEnvironment carol = ClientEnvironment.builder(home, env.passphrase())
                .clock(clock)
                .random(env.random())
                .cost(Person.CHEAP)
                .reserveRows(1)
                .build();
        Invitation used = new Invitation(Person.HOME, new byte[16]);
        var refused = assertThrows(
                ClientException.ServerRefused.class, () -> Messenger.register(carol, used, "carol", alice.factory()));
        assertEquals("invitation-refused", refused.code());
        assertTrue(Files.notExists(home));
        server.setReachable(false);
        assertThrows(
                ClientException.ServerUnreachable.class,
                () -> Messenger.register(carol, Person.INVITATION, "carol", alice.factory()));
        assertTrue(Files.notExists(home));
        server.setReachable(true);
        Messenger.register(carol, Person.INVITATION, "carol", alice.factory()).close();
        assertThrows(
                ClientException.ProfileExists.class,
                () -> Messenger.register(carol, Person.INVITATION, "carol", alice.factory()));
    }

    @Test
    void cardOfAnotherServerIsRefusedClearly() {
        byte[] otherId = new byte[32];
        otherId[0] = 1;
        HomeServer other = new HomeServer("elsewhere", 8443, new byte[32], otherId);
        Person carol = Person.register(folder, "carol", server, clock);
        try (Messenger mine = alice.open();
                Messenger theirs = carol.open()) {
            var card =
                    new org.sotto.protocol.ContactCard(other, theirs.card().fingerprint(), new byte[32], new byte[32]);
            var refused = assertThrows(ClientException.CardRefused.class, () -> mine.add(card, "carol"));
            assertTrue(refused.getMessage().contains("not supported yet"));
        }
    }

    static byte[] flipped(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        copy[at] ^= 1;
        return copy;
    }
}
