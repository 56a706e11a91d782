package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sotto.support.Pair;
import org.sotto.support.SeededRandom;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// A session's stored bytes: what is written is read, and nothing else is.
final class SessionEncodingTest {
    private final Pair pair = new Pair(new SeededRandom(6));

    @Test
    void whatIsWrittenIsRead() {
        for (int i = 0; i < 4; i++) {
            roundTrip();
            pair.alice.send(new byte[1]);
            pair.bob.receive(pair.alice.send(new byte[1]));
            roundTrip();
            pair.alice.receive(pair.bob.send(new byte[1]));
        }
    }

    @Test
    void everyTruncationIsRefused() {
        pair.bob.receive(pair.alice.send(new byte[1]));
        byte[] bytes = pair.bob.session();
        for (int length = 0; length < bytes.length; length++) {
            refuse(Kind.TRUNCATED, Arrays.copyOf(bytes, length));
        }
    }

    @Test
    void trailingBytesAreRefused() {
        byte[] bytes = pair.alice.session();
        refuse(Kind.TRAILING_BYTES, Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Test
    void anotherVersionRoleOrTurnIsRefused() {
        refuse(Kind.WRONG_VERSION, altered(0, 1));
        refuse(Kind.WRONG_VERSION, altered(0, 3));
        refuse(Kind.OUT_OF_RANGE, altered(1, 3));
        refuse(Kind.OUT_OF_RANGE, altered(1, 2));
        refuse(Kind.OUT_OF_RANGE, altered(1 + 1 + 64 + 32, 3));
    }

    private void roundTrip() {
        for (byte[] bytes : new byte[][] {pair.alice.session(), pair.bob.session()}) {
            assertArrayEquals(bytes, TripleRatchet.decode(bytes).encode());
        }
    }

    private byte[] altered(int at, int value) {
        byte[] bytes = pair.alice.session();
        bytes[at] = (byte) value;
        return bytes;
    }

    private static void refuse(Kind kind, byte[] bytes) {
        MalformedException e = assertThrows(MalformedException.class, () -> TripleRatchet.decode(bytes));
        assertEquals(kind, e.kind());
    }
}
