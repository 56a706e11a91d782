package org.sotto.crypto.ratchet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.CryptoException;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.Pair;
import org.sotto.support.Party;
import org.sotto.support.SeededRandom;

/// What a stolen state opens, and what not. Section 11 of docs/protocol.md, (a) to (f).
final class SecrecyTest {
    private final SeededRandom random = new SeededRandom(4);
    private final Pair pair = new Pair(random);

    /// (a) Forward secrecy, within a chain and across turns, against the whole device of either side.
    @Test
    void aStateOpensNothingThatWasReadBefore() {
        List<byte[]> toBob = new ArrayList<>();
        List<byte[]> toAlice = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 3; j++) {
                byte[] message = pair.alice.send(text("to bob"));
                toBob.add(message);
                pair.bob.receive(message);
            }
            byte[] answer = pair.bob.send(text("to alice"));
            toAlice.add(answer);
            pair.alice.receive(answer);
        }
        closed(toBob, pair.bob);
        closed(toAlice, pair.alice);
        // the senders' states open nothing of their own, whichever side they are put on
        closed(toBob, pair.alice);
        closed(toAlice, pair.bob);
    }

    /// (e) Negative control: without a turn in between, the receiver's state after n opens n + 1. The tests above can
    /// fail.
    @Test
    void theReceiversStateOpensTheNextMessageOfTheSameChain() {
        pair.bob.receive(pair.alice.send(text("n")));
        Party thief = pair.bob.stolen();
        byte[] next = pair.alice.send(text("n + 1"));
        assertArrayEquals(text("n + 1"), thief.receive(next));
    }

    /// (b, c) Healing, in strict turns: at most the messages of the turns under way stay open to a stolen state.
    @Test
    void aStolenStateIsShutOutByTheNextTurns() {
        turns(3);
        Party thief = pair.bob.stolen();
        turns(2);
        for (int i = 0; i < 5; i++) {
            byte[] message = pair.alice.send(text("later"));
            assertThrows(CryptoException.class, () -> thief.receive(message));
            pair.bob.receive(message);
            pair.alice.receive(pair.bob.send(text("answer")));
        }
    }

    /// (f) One key opens one message: the key of a message, and what the numbers of another make of it, opens no other.
    @Test
    void theKeyOfOneMessageIsNotThatOfAnother() {
        SecretBytes ec = SecretBytes.random(32, random);
        SecretBytes pq = SecretBytes.random(32, random);
        List<byte[]> keys = new ArrayList<>();
        for (int[] n : new int[][] {{1, 2, 3}, {2, 2, 3}, {1, 3, 3}, {1, 2, 4}, {1, 3, 2}}) {
            keys.add(bytes(MessageKey.combine(pq, ec, n[0], n[1], n[2])));
        }
        long distinct = keys.stream().map(java.util.Arrays::hashCode).distinct().count();
        org.junit.jupiter.api.Assertions.assertEquals(keys.size(), distinct);
    }

    /// (f) A message opens once, and a second time is refused, in order and out of order.
    @Test
    void aMessageOpensOnce() {
        byte[] first = pair.alice.send(text("1"));
        byte[] second = pair.alice.send(text("2"));
        pair.bob.receive(second);
        pair.bob.receive(first);
        assertThrows(RefusedException.class, () -> pair.bob.receive(first));
        assertThrows(RefusedException.class, () -> pair.bob.receive(second));
    }

    /// (d) Either half alone gives another key than both.
    @Test
    void eitherHalfAloneOpensNothing() {
        SecretBytes ec = SecretBytes.random(32, random);
        SecretBytes pq = SecretBytes.random(32, random);
        SecretBytes unknown = SecretBytes.adopt(new byte[32]);
        byte[] key = bytes(MessageKey.combine(pq, ec, 1, 2, 3));
        org.junit.jupiter.api.Assertions.assertFalse(
                java.util.Arrays.equals(key, bytes(MessageKey.combine(unknown, ec, 1, 2, 3))));
        org.junit.jupiter.api.Assertions.assertFalse(
                java.util.Arrays.equals(key, bytes(MessageKey.combine(pq, unknown, 1, 2, 3))));
    }

    private void turns(int count) {
        for (int i = 0; i < count; i++) {
            pair.bob.receive(pair.alice.send(text("a")));
            pair.alice.receive(pair.bob.send(text("b")));
        }
    }

    private static void closed(List<byte[]> messages, Party party) {
        Party thief = party.stolen();
        for (byte[] message : messages) {
            assertThrows(CryptoException.class, () -> thief.receive(message));
        }
    }

    private static byte[] bytes(SecretBytes secret) {
        return org.sotto.crypto.key.SecretAccess.bytes(secret);
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }
}
