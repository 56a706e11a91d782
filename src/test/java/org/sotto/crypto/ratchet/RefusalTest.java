package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.CryptoException;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.support.Pair;
import org.sotto.support.Party;
import org.sotto.support.SeededRandom;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Messages that must not open, and what they leave behind: nothing. Section 11 of docs/protocol.md, (g) to (l).
final class RefusalTest {
    private static final byte[] TEXT = {1, 2, 3, 4};

    private final SeededRandom random = new SeededRandom(5);
    private final Pair pair = new Pair(random);

    @Nested
    class FlippedBytes {
        /// (g) On the next message of a chain, on the first of a new one, and on a late one whose key is stored.
        @Test
        void failAndLeaveTheSessionByteIdentical() {
            byte[] late = pair.alice.send(TEXT);
            pair.bob.receive(pair.alice.send(TEXT));
            everyFlipFails(pair.alice.send(TEXT));
            everyFlipFails(late);
            pair.alice.receive(pair.bob.send(TEXT));
            everyFlipFails(pair.alice.send(TEXT));
        }

        private void everyFlipFails(byte[] message) {
            byte[] before = pair.bob.session();
            int rows = pair.bob.keys().count(SkippedKey.Kind.CLASSICAL);
            for (int i = 0; i < message.length; i++) {
                byte[] flipped = message.clone();
                flipped[i] ^= (byte) (1 << (i % 8));
                assertThrows(RuntimeException.class, () -> pair.bob.receive(flipped));
                assertArrayEquals(before, pair.bob.session());
            }
            assertEquals(rows, pair.bob.keys().count(SkippedKey.Kind.CLASSICAL));
            assertArrayEquals(TEXT, pair.bob.receive(message));
        }

        @Test
        void ofTheTranscriptFail() {
            byte[] message = pair.alice.send(TEXT);
            byte[] session = pair.bob.session();
            session[2] ^= 1;
            pair.bob.restore(session);
            assertThrows(CryptoException.class, () -> pair.bob.receive(message));
        }

        @Test
        void aHeaderAndABodyOfTwoMessagesDoNotFitTogether() {
            byte[] first = pair.alice.send(TEXT);
            byte[] second = pair.alice.send(TEXT);
            byte[] mixed = Arrays.copyOf(first, first.length);
            System.arraycopy(second, 1_321, mixed, 1_321, second.length - 1_321);
            assertThrows(CryptoException.class, () -> pair.bob.receive(mixed));
        }
    }

    @Nested
    class Malformed {
        @Test
        void tooShortOrOfAnotherType() {
            byte[] message = pair.alice.send(TEXT);
            byte[] before = pair.bob.session();
            assertKind(Kind.TRUNCATED, new byte[0]);
            assertKind(Kind.TRUNCATED, Arrays.copyOf(message, 1_336));
            message[0] = 2;
            assertKind(Kind.WRONG_TYPE, message);
            assertArrayEquals(before, pair.bob.session());
        }

        @Test
        void cutOffOrLonger() {
            byte[] message = pair.alice.send(TEXT);
            assertThrows(CryptoException.class, () -> pair.bob.receive(Arrays.copyOf(message, message.length - 1)));
            assertThrows(CryptoException.class, () -> pair.bob.receive(Arrays.copyOf(message, message.length + 1)));
        }

        private void assertKind(Kind kind, byte[] message) {
            MalformedException e = assertThrows(MalformedException.class, () -> pair.bob.receive(message));
            assertEquals(kind, e.kind());
        }
    }

    @Nested
    class Jumps {
        /// (i) 1,000 skips are bounded in bytes: two rows each, none in the session.
        @Test
        void aThousandLostMessagesAreSkipped() {
            pair.bob.receive(pair.alice.send(TEXT));
            int before = pair.bob.session().length;
            lose(1_000);
            assertArrayEquals(TEXT, pair.bob.receive(pair.alice.send(TEXT)));
            assertEquals(1_000, pair.bob.keys().count(SkippedKey.Kind.CLASSICAL));
            assertEquals(1_000, pair.bob.keys().count(SkippedKey.Kind.POST_QUANTUM));
            assertTrue(pair.bob.session().length <= before + 12);
        }

        /// (j) One more is refused, and one reply repairs the direction.
        @Test
        void afterAThousandAndOneOneReplyRepairsTheDirection() {
            pair.bob.receive(pair.alice.send(TEXT));
            lose(1_001);
            refusedForItsJump(pair.alice.send(TEXT));
            assertTrue(pair.bob.state().turnsOnSend());
            pair.alice.receive(pair.bob.send(TEXT));
            assertArrayEquals(TEXT, pair.bob.receive(pair.alice.send(TEXT)));
        }

        /// The reply's turn is what repairs. Where the lost messages began a chain of which none has arrived, there is
        /// no turn to make, and the client starts a new session.
        @Test
        void ofAChainThatNothingHasArrivedOfAreNotRepairedByAReply() {
            pair.bob.receive(pair.alice.send(TEXT));
            pair.alice.receive(pair.bob.send(TEXT));
            lose(1_001);
            refusedForItsJump(pair.alice.send(TEXT));
            assertFalse(pair.bob.state().turnsOnSend());
            pair.alice.receive(pair.bob.send(TEXT));
            refusedForItsJump(pair.alice.send(TEXT));
        }

        private void refusedForItsJump(byte[] message) {
            byte[] before = pair.bob.session();
            RefusedException e = assertThrows(RefusedException.class, () -> pair.bob.receive(message));
            assertEquals(Reason.JUMP_TOO_FAR, e.reason());
            assertArrayEquals(before, pair.bob.session());
        }

        private void lose(int count) {
            for (int i = 0; i < count; i++) {
                pair.alice.send(TEXT);
            }
        }
    }

    @Nested
    class Restarts {
        /// (k) The initiator's first message, still in its envelope, reaches a responder that has lost its state.
        @Test
        void aResponderThatLostItsStateStartsAnewFromTheEnvelope() {
            pair.bob.receive(pair.alice.send(TEXT));
            Party again = pair.newBob(random);
            assertArrayEquals(TEXT, again.receive(pair.alice.send(TEXT)));
            assertArrayEquals(TEXT, pair.alice.receive(again.send(TEXT)));
        }

        /// (l) Receiving draws no randomness.
        @Test
        void decryptingTwiceFromTheSameBytesGivesTheSameBytes() {
            pair.bob.receive(pair.alice.send(TEXT));
            pair.alice.receive(pair.bob.send(TEXT));
            byte[] skipped = pair.alice.send(TEXT);
            byte[] message = pair.alice.send(TEXT);
            byte[] before = pair.bob.session();
            Decrypted once = TripleRatchet.decode(before).decrypt(message, pair.bob.keys());
            Decrypted twice = TripleRatchet.decode(before).decrypt(message, pair.bob.keys());
            assertArrayEquals(once.plaintext(), twice.plaintext());
            assertArrayEquals(once.next().encode(), twice.next().encode());
            assertEquals(
                    once.changes().added().stream().map(SkippedKey::id).toList(),
                    twice.changes().added().stream().map(SkippedKey::id).toList());
            pair.bob.receive(message);
            assertArrayEquals(TEXT, pair.bob.receive(skipped));
        }

        /// A state that is brought back sends other bytes: nonces are drawn, not counted.
        @Test
        void anOldStateDoesNotReuseANonce() {
            byte[] before = pair.alice.session();
            byte[] first = pair.alice.send(TEXT);
            pair.alice.restore(before);
            byte[] second = pair.alice.send(TEXT);
            assertFalse(Arrays.equals(Arrays.copyOfRange(first, 1, 25), Arrays.copyOfRange(second, 1, 25)));
        }
    }

    @Nested
    class Age {
        @Test
        void aKeyIsKeptForThirtyDaysAndNotLonger() {
            byte[] late = pair.alice.send(TEXT);
            byte[] later = pair.alice.send(TEXT);
            pair.bob.receive(pair.alice.send(TEXT));
            pair.bob.expire(SkippedKeys.MAX_AGE_MS);
            assertArrayEquals(TEXT, pair.bob.receive(late));
            pair.bob.expire(SkippedKeys.MAX_AGE_MS + 1);
            assertEquals(0, pair.bob.keys().count(SkippedKey.Kind.CLASSICAL));
            assertEquals(0, pair.bob.keys().count(SkippedKey.Kind.POST_QUANTUM));
            RefusedException e = assertThrows(RefusedException.class, () -> pair.bob.receive(later));
            assertEquals(Reason.KEY_ALREADY_USED, e.reason());
        }
    }
}
