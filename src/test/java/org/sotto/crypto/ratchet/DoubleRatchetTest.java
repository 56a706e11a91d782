package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.InvalidPublicKeyException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.wire.ByteReader;

/// The rules of section 4 of docs/protocol.md, at each limit and one beyond it.
final class DoubleRatchetTest {
    private ClassicalSide alice;
    private ClassicalSide bob;

    @BeforeEach
    void start() {
        ClassicalSide[] sides = ClassicalSide.pair(3);
        alice = sides[0];
        bob = sides[1];
    }

    @Nested
    class OnTheCurrentChain {
        @BeforeEach
        void first() {
            bob.open(alice.send());
        }

        @Test
        void skipsUpToTheLimit() {
            alice.send(1_000);
            bob.open(alice.send());
            assertEquals(1_000, bob.stored());
        }

        @Test
        void refusesOneMore() {
            alice.send(1_001);
            bob.refuses(Reason.JUMP_TOO_FAR, alice.send());
        }

        @Test
        void takesAStoredKeyOnce() {
            ClassicalSide.Message late = alice.send();
            bob.open(alice.send());
            bob.open(late);
            assertEquals(0, bob.stored());
            bob.refuses(Reason.KEY_ALREADY_USED, late);
        }
    }

    @Nested
    class OnTheNextChain {
        @Test
        void theFirstMessageMayBeSkippedTo() {
            alice.send(1_000);
            bob.open(alice.send());
            assertEquals(1_000, bob.stored());
        }

        @Test
        void refusesAJumpBeyondTheLimit() {
            alice.send(1_001);
            bob.refuses(Reason.JUMP_TOO_FAR, alice.send());
        }

        @Test
        void refusesAPreviousLengthWithoutAPreviousChain() {
            bob.refuses(Reason.OUT_OF_ORDER, alice.send().withPrevious(1));
        }

        @Test
        void refusesAPreviousLengthBelowWhatHasArrived() {
            bob.open(alice.send());
            bob.open(alice.send());
            alice.open(bob.send());
            ClassicalSide.Message next = alice.send();
            assertEquals(2, next.header().previous());
            bob.refuses(Reason.OUT_OF_ORDER, next.withPrevious(1));
            bob.open(next);
        }

        @Test
        void storesTheRestOfTheOldChainUpToTheLimitOfBothTogether() {
            turnWithRest(600, 400);
            assertEquals(1_000, bob.stored());
        }

        @Test
        void givesTheRestOfTheOldChainUpBeyondIt() {
            List<ClassicalSide.Message> lost = turnWithRest(601, 400);
            assertEquals(400, bob.stored());
            bob.refuses(Reason.NO_HEADER_KEY, lost.getFirst());
        }

        @Test
        void refusesAKeyThatNoHonestPeerHas() {
            ClassicalSide.Message message = alice.send();
            ClassicalSide.Message bad = message.withDhKey(new byte[32]);
            byte[] before = bob.encoded();
            assertThrows(InvalidPublicKeyException.class, () -> bob.receive(bad));
            assertArrayEquals(before, bob.encoded());
        }

        @Test
        void isNotTriedWhileTheTurnIsOnesOwn() {
            ClassicalSide.Message first = alice.send();
            bob.open(first);
            bob.refuses(Reason.NO_HEADER_KEY, first.under(alice.nextHeaderKey()));
        }

        /// Bob has one message of Alice's chain, `rest` more are lost, she turns, and loses `jump` again.
        private List<ClassicalSide.Message> turnWithRest(int rest, int jump) {
            bob.open(alice.send());
            List<ClassicalSide.Message> lost = new ArrayList<>();
            for (int i = 0; i < rest; i++) {
                lost.add(alice.send());
            }
            alice.open(bob.send());
            alice.send(jump);
            bob.open(alice.send());
            return lost;
        }
    }

    @Nested
    class OnOldChains {
        @Test
        void aChainWithoutStoredKeysIsDroppedAtOnce() {
            ClassicalSide.Message first = alice.send();
            bob.open(first);
            turn();
            bob.refuses(Reason.NO_HEADER_KEY, first);
        }

        @Test
        void twentyAreRemembered() {
            ClassicalSide.Message late = lateThroughTurns(20);
            bob.open(late);
            assertEquals(19, bob.stored());
        }

        @Test
        void theTwentyFirstIsNot() {
            ClassicalSide.Message late = lateThroughTurns(21);
            assertEquals(20, bob.stored());
            bob.refuses(Reason.NO_HEADER_KEY, late);
        }

        @Test
        void itsLastMessagesMayBeLate() {
            bob.open(alice.send());
            ClassicalSide.Message late = alice.send();
            ClassicalSide.Message last = alice.send();
            turn();
            bob.open(last);
            bob.open(late);
            assertEquals(0, bob.stored());
        }

        @Test
        void aMessageBeyondItsEndIsRefused() {
            ClassicalSide.Message late = alice.send();
            ClassicalSide.Message last = alice.send();
            bob.open(last);
            turn();
            bob.refuses(Reason.KEY_ALREADY_USED, late.withIndex(2));
            bob.open(late);
        }

        /// The first message of the first of `chains` old chains, each with one message that has not arrived.
        private ClassicalSide.Message lateThroughTurns(int chains) {
            ClassicalSide.Message late = alice.send();
            bob.open(alice.send());
            for (int i = 0; i < chains; i++) {
                alice.open(bob.send());
                if (i < chains - 1) {
                    alice.send();
                }
                bob.open(alice.send());
            }
            return late;
        }
    }

    @Nested
    class StoredKeys {
        @Test
        void thereAreAtMostTwoThousandAndTheOldestOfTheOldestChainGoFirst() {
            alice.send(1_000);
            bob.open(alice.send());
            alice.open(bob.send());
            alice.send(1_000);
            bob.open(alice.send());
            assertEquals(2_000, bob.stored());
            assertEquals(
                    new SkippedKey.Id(SkippedKey.Kind.CLASSICAL, 0, 0),
                    bob.ids().getFirst());

            alice.send();
            bob.open(alice.send());
            assertEquals(2_000, bob.stored());
            assertEquals(
                    new SkippedKey.Id(SkippedKey.Kind.CLASSICAL, 0, 1),
                    bob.ids().getFirst());
            assertEquals(
                    new SkippedKey.Id(SkippedKey.Kind.CLASSICAL, 1, 1_001),
                    bob.ids().getLast());
        }
    }

    @Nested
    class Turns {
        @Test
        void receivingAnswersNothingUntilTheNextSend() {
            bob.open(alice.send());
            assertTrue(bob.state().turnsOnSend());
            bob.send();
            assertFalse(bob.state().turnsOnSend());
        }

        @Test
        void aNewKeyComesOncePerTurn() {
            byte[] first = alice.send().header().dhKey();
            assertArrayEquals(first, alice.send().header().dhKey());
            bob.open(alice.send());
            alice.open(bob.send());
            assertFalse(java.util.Arrays.equals(first, alice.send().header().dhKey()));
        }

        @Test
        void bothSidesDeriveTheSameMessageKeys() {
            for (int i = 0; i < 5; i++) {
                bob.open(alice.send());
                bob.open(alice.send());
                alice.open(bob.send());
            }
        }
    }

    @Test
    void readsWhatItWrites() {
        bob.open(alice.send());
        alice.send();
        bob.open(alice.send());
        turn();
        for (ClassicalSide side : List.of(alice, bob)) {
            byte[] bytes = side.encoded();
            DoubleRatchet decoded = DoubleRatchet.decode(new ByteReader(bytes, "session"));
            assertArrayEquals(bytes, ClassicalSide.encode(decoded));
        }
    }

    @Test
    void aChainKeyTellsNothingOfItsMessageKey() {
        ChainKey chain = new ChainKey(SecretBytes.adopt(new byte[32]));
        byte[] message = org.sotto.crypto.key.SecretAccess.bytes(chain.messageKey());
        byte[] next =
                org.sotto.crypto.key.SecretAccess.bytes(chain.next().next().messageKey());
        assertFalse(java.util.Arrays.equals(message, next));
    }

    private void turn() {
        alice.open(bob.send());
        bob.open(alice.send());
    }
}
