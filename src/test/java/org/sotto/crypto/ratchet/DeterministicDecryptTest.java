package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.support.Pair;
import org.sotto.support.SeededRandom;

/// (l) Decrypting twice from the same bytes gives the same bytes: receiving draws no randomness. Section 11 of
/// docs/protocol.md.
final class DeterministicDecryptTest {
    private static final byte[] TEXT = {1, 2, 3, 4};

    private final Pair pair = new Pair(new SeededRandom(5));

    /// Over a turn, with a message skipped.
    @Test
    void plaintextStateAndStoredKeysAreTheSame() {
        pair.bob.receive(pair.alice.send(TEXT));
        pair.alice.receive(pair.bob.send(TEXT));
        byte[] skipped = pair.alice.send(TEXT);
        byte[] message = pair.alice.send(TEXT);
        byte[] before = pair.bob.session();
        Decrypted once = TripleRatchet.decode(before).decrypt(message, pair.bob.keys());
        Decrypted twice = TripleRatchet.decode(before).decrypt(message, pair.bob.keys());
        assertArrayEquals(once.plaintext(), twice.plaintext());
        assertArrayEquals(once.next().encode(), twice.next().encode());
        assertSame(once.changes().added(), twice.changes().added());
        pair.bob.receive(message);
        assertArrayEquals(TEXT, pair.bob.receive(skipped));
    }

    private static void assertSame(List<SkippedKey> once, List<SkippedKey> twice) {
        assertFalse(once.isEmpty());
        assertEquals(once.size(), twice.size());
        for (int i = 0; i < once.size(); i++) {
            assertEquals(once.get(i).id(), twice.get(i).id());
            assertArrayEquals(
                    SecretAccess.bytes(once.get(i).key()),
                    SecretAccess.bytes(twice.get(i).key()));
        }
    }

    /// The control: sending does draw. A state that is brought back sends other bytes, under another nonce.
    @Test
    void sendingTwiceFromTheSameBytesDoesNotReuseANonce() {
        byte[] before = pair.alice.session();
        byte[] first = pair.alice.send(TEXT);
        pair.alice.restore(before);
        byte[] second = pair.alice.send(TEXT);
        assertFalse(Arrays.equals(Arrays.copyOfRange(first, 1, 25), Arrays.copyOfRange(second, 1, 25)));
    }
}
