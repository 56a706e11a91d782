package org.sotto.crypto.ratchet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.agreement.Handshake;
import org.sotto.crypto.agreement.Initiation;
import org.sotto.crypto.agreement.Pqxdh;
import org.sotto.support.Pair;
import org.sotto.support.Party;
import org.sotto.support.SeededRandom;

/// The ordinary life of a session.
final class TripleRatchetTest {
    private final SeededRandom random = new SeededRandom(1);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoPeopleTalkInTurnsInBothFormsOfTheHandshake(boolean oneTime) {
        Pair pair = new Pair(random, oneTime);
        for (int i = 0; i < 20; i++) {
            pass(pair.alice, pair.bob, "to bob " + i);
            pass(pair.bob, pair.alice, "to alice " + i);
        }
    }

    @Test
    void anyNumberOfMessagesOneWayThenBack() {
        Pair pair = new Pair(random);
        for (int i = 0; i < 50; i++) {
            pass(pair.alice, pair.bob, "to bob " + i);
        }
        for (int i = 0; i < 50; i++) {
            pass(pair.bob, pair.alice, "to alice " + i);
        }
        assertEquals(0, pair.bob.keys().count(SkippedKey.Kind.CLASSICAL));
        assertEquals(0, pair.bob.keys().count(SkippedKey.Kind.POST_QUANTUM));
    }

    @Test
    void aMessageIs1337BytesLongerThanItsPlaintext() {
        Pair pair = new Pair(random);
        byte[] empty = pair.alice.send(new byte[0]);
        assertEquals(1_337, empty.length);
        assertEquals(0, pair.bob.receive(empty).length);
        assertEquals(1_337 + 711, pair.alice.send(new byte[711]).length);
    }

    @Test
    void aResponderCannotSendBeforeItHasOpenedAMessage() {
        Pair pair = new Pair(random);
        byte[] before = pair.bob.session();
        RefusedException e =
                org.junit.jupiter.api.Assertions.assertThrows(RefusedException.class, () -> pair.bob.send(new byte[1]));
        assertEquals(Reason.CANNOT_SEND_YET, e.reason());
        assertArrayEquals(before, pair.bob.session());
    }

    @Test
    void aHandshakeOfTheOtherSideStartsNothing() {
        Pair pair = new Pair(random);
        try (Initiation initiation = Pqxdh.initiate(pair.aliceIdentity, pair.bundle, Pair.NOW, Pair.NOW, random);
                Handshake answer = Pqxdh.respond(
                        pair.bobIdentity, initiation.envelope(), pair.bobSigned, pair.bobOneTime, Pair.NOW)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> TripleRatchet.responder(initiation.handshake(), pair.bobSigned));
            assertThrows(
                    IllegalArgumentException.class, () -> TripleRatchet.initiator(answer, pair.bobSigned.record()));
        }
    }

    @Test
    void bothSidesKnowTheSameTranscript() {
        Pair pair = new Pair(random);
        assertArrayEquals(pair.alice.state().transcript(), pair.bob.state().transcript());
    }

    @Test
    void aSessionStaysBelowItsSize() {
        Pair pair = new Pair(random);
        for (int i = 0; i < 60; i++) {
            pair.alice.send(new byte[1]);
            pass(pair.alice, pair.bob, "x");
            pass(pair.bob, pair.alice, "y");
            assertTrue(pair.alice.session().length <= TripleRatchet.MAX_ENCODED);
            assertTrue(pair.bob.session().length <= TripleRatchet.MAX_ENCODED);
        }
    }

    static void pass(Party from, Party to, String text) {
        assertEquals(text, new String(to.receive(from.send(text.getBytes(UTF_8))), UTF_8));
    }
}
