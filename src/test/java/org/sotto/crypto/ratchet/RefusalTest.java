package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.CryptoException;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.support.Pair;
import org.sotto.support.SeededRandom;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// Messages that are malformed, or too old.
final class RefusalTest {
    private static final byte[] TEXT = {1, 2, 3, 4};

    private final Pair pair = new Pair(new SeededRandom(5));

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
