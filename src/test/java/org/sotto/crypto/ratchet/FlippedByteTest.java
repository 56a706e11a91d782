package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.support.Pair;
import org.sotto.support.SeededRandom;

/// (g) Any flipped byte of header, body, associated data, epoch or index fails, and the stored session stays as it is.
/// Section 11 of docs/protocol.md.
final class FlippedByteTest {
    private static final byte[] TEXT = {1, 2, 3, 4};
    private static final int BODY_AT = 1_321;

    private final Pair pair = new Pair(new SeededRandom(5));

    /// On the next message of a chain, on a late one whose key is stored, and on the first of a new chain.
    @Test
    void everyByteOfAMessage() {
        byte[] late = pair.alice.send(TEXT);
        pair.bob.receive(pair.alice.send(TEXT));
        everyFlipFails(pair.alice.send(TEXT));
        everyFlipFails(late);
        pair.alice.receive(pair.bob.send(TEXT));
        everyFlipFails(pair.alice.send(TEXT));
    }

    private void everyFlipFails(byte[] message) {
        for (int i = 0; i < message.length; i++) {
            byte[] flipped = message.clone();
            flipped[i] ^= (byte) (1 << (i % 8));
            fails(flipped);
        }
        assertArrayEquals(TEXT, pair.bob.receive(message));
    }

    @Test
    void theTranscript() {
        byte[] message = pair.alice.send(TEXT);
        byte[] session = pair.bob.session();
        session[2] ^= 1;
        pair.bob.restore(session);
        fails(message);
    }

    @Test
    void aHeaderAndABodyOfTwoMessages() {
        byte[] first = pair.alice.send(TEXT);
        byte[] second = pair.alice.send(TEXT);
        byte[] mixed = first.clone();
        System.arraycopy(second, BODY_AT, mixed, BODY_AT, second.length - BODY_AT);
        fails(mixed);
    }

    /// By someone who has the header key, and so can seal a header of their own in front of the body.
    @Test
    void aNumberInASealedHeader() {
        pair.bob.receive(pair.alice.send(TEXT));
        pair.alice.receive(pair.bob.send(TEXT));
        pair.bob.receive(pair.alice.send(TEXT));
        byte[] message = pair.alice.send(TEXT);
        MessageHeader header = Tapped.of(message, pair.bob).header();
        for (MessageHeader changed : changed(header)) {
            fails(Altered.header(message, pair.alice, changed));
        }
        assertArrayEquals(TEXT, pair.bob.receive(Altered.header(message, pair.alice, header)));
    }

    /// Each number alone, one more and, where that is a number, one less; and another Diffie-Hellman key.
    private static List<MessageHeader> changed(MessageHeader from) {
        List<MessageHeader> changed = new ArrayList<>();
        for (long by : new long[] {1, -1}) {
            for (int i = 0; i < 5; i++) {
                long[] numbers = {from.previous(), from.index(), from.epoch(), from.epochIndex(), from.epochPrevious()};
                numbers[i] += by;
                if (numbers[i] >= 0) {
                    changed.add(header(from.dhKey(), numbers, from.part()));
                }
            }
        }
        byte[] otherKey = from.dhKey().clone();
        otherKey[0] ^= 1;
        changed.add(header(
                otherKey,
                new long[] {from.previous(), from.index(), from.epoch(), from.epochIndex(), from.epochPrevious()},
                from.part()));
        return changed;
    }

    private static MessageHeader header(byte[] dhKey, long[] numbers, SckaPart part) {
        return new MessageHeader(dhKey, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], part);
    }

    private void fails(byte[] message) {
        byte[] before = pair.bob.session();
        int rows = pair.bob.keys().count(SkippedKey.Kind.CLASSICAL);
        assertThrows(RuntimeException.class, () -> pair.bob.receive(message));
        assertArrayEquals(before, pair.bob.session());
        assertEquals(rows, pair.bob.keys().count(SkippedKey.Kind.CLASSICAL));
    }
}
