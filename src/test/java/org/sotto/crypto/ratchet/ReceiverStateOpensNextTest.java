package org.sotto.crypto.ratchet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sotto.support.Pair;
import org.sotto.support.Party;
import org.sotto.support.SeededRandom;

/// (e) The negative control: a state after message n of a chain opens n + 1 of the same chain. So the tests in which a
/// thief opens nothing can fail. Section 11 of docs/protocol.md.
final class ReceiverStateOpensNextTest {
    private static final byte[] NEXT = "n + 1".getBytes(UTF_8);

    private final Pair pair = new Pair(new SeededRandom(4));

    @BeforeEach
    void messageN() {
        pair.bob.receive(pair.alice.send("n".getBytes(UTF_8)));
    }

    @Test
    void aCopyOfTheReceiverOpensTheNextMessage() {
        Party copy = pair.bob.stolen();
        assertArrayEquals(NEXT, copy.receive(pair.alice.send(NEXT)));
    }

    @ParameterizedTest
    @EnumSource
    void theThiefOfTheOtherTestsDoesToo(Thief.Knows knows) {
        Thief ofReceiver = new Thief(pair.bob, knows);
        Thief ofSender = new Thief(pair.alice, knows);
        Tapped next = Tapped.of(pair.alice.send(NEXT), pair.bob);
        assertTrue(ofReceiver.opens(next));
        assertTrue(ofSender.opens(next));
    }
}
