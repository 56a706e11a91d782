package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.crypto.InvalidPublicKeyException;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.SeededRandom;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;

/// Every row of the state table of section 5 of docs/protocol.md.
final class SckaTest {
    private static final SeededRandom RANDOM = new SeededRandom(2);

    private static final HolderIdle IDLE_1 = new HolderIdle(1, authenticator());
    private static final HolderSent SENT_1 = (HolderSent) IDLE_1.send(RANDOM).next();
    private static final PeerWaiting WAITING = new PeerWaiting(authenticator());
    private static final PeerHeard HEARD_1 =
            (PeerHeard) WAITING.receive(SENT_1.part(), 1).next();
    private static final PeerSent PEER_SENT_1 = (PeerSent) HEARD_1.send(RANDOM).next();
    private static final HolderIdle IDLE_2 =
            (HolderIdle) SENT_1.receive(PEER_SENT_1.part(), 1).next();
    private static final HolderSent SENT_2 = (HolderSent) IDLE_2.send(RANDOM).next();
    private static final PeerHeard HEARD_2 =
            (PeerHeard) PEER_SENT_1.receive(SENT_2.part(), 2).next();
    private static final PeerSent PEER_SENT_2 = (PeerSent) HEARD_2.send(RANDOM).next();

    @Nested
    class HolderIdleRow {
        @Test
        void sendingMakesAKeyPairAndStaysUnderTheEpochBefore() {
            Scka.Sent sent = IDLE_2.send(RANDOM);
            HolderSent next = assertInstanceOf(HolderSent.class, sent.next());
            assertEquals(2, next.epoch());
            assertSame(next.part(), sent.part());
            assertEquals(1, sent.keyEpoch());
            assertNull(sent.added());
        }

        @Test
        void ignoresPartsOfEpochsBefore() {
            ignored(IDLE_2, PEER_SENT_1.part(), 1);
        }

        @Test
        void refusesPartsOfItsOwnAndLaterEpochs() {
            refused(IDLE_2, PEER_SENT_2.part(), 2);
            refused(IDLE_2, PEER_SENT_2.part(), 3);
            refused(IDLE_1, PEER_SENT_1.part(), 1);
        }

        @Test
        void refusesAnEncapsulationKey() {
            refused(IDLE_2, SENT_1.part(), 1);
        }
    }

    @Nested
    class HolderSentRow {
        @Test
        void sendingRepeatsThePart() {
            Scka.Sent sent = SENT_2.send(RANDOM);
            assertSame(SENT_2, sent.next());
            assertSame(SENT_2.part(), sent.part());
            assertEquals(1, sent.keyEpoch());
            assertNull(sent.added());
        }

        @Test
        void ignoresPartsOfEpochsBefore() {
            ignored(SENT_2, PEER_SENT_1.part(), 1);
        }

        @Test
        void theCiphertextOfItsEpochGivesTheSecretThatThePeerHas() {
            Scka.Sent peer = HEARD_2.send(RANDOM);
            Scka.Received received = SENT_2.receive(peer.part(), 2);
            assertEquals(3, assertInstanceOf(HolderIdle.class, received.next()).epoch());
            assertNotNull(received.added());
            assertNotNull(peer.added());
            assertEquals(2, received.added().epoch());
            assertArrayEquals(
                    SecretAccess.bytes(peer.added().secret()),
                    SecretAccess.bytes(received.added().secret()));
        }

        @Test
        void refusesPartsOfLaterEpochs() {
            refused(SENT_2, PEER_SENT_2.part(), 3);
        }

        @Test
        void refusesAnEncapsulationKey() {
            refused(SENT_2, SENT_2.part(), 2);
        }

        @Test
        void refusesACiphertextThatIsNotThePeers() {
            SckaPart.Ciphertext real = PEER_SENT_2.part();
            unauthentic(SENT_2, new SckaPart.Ciphertext(flipped(real.key()), real.mac()), 2);
            unauthentic(SENT_2, new SckaPart.Ciphertext(real.key(), flipped(real.mac())), 2);
        }

        @Test
        void refusesACiphertextMadeWithoutTheAuthenticationKey() {
            Authenticator stranger = Authenticator.start(SecretBytes.adopt(new byte[32]));
            PeerHeard impostor = new PeerHeard(2, stranger, SENT_2.part().key());
            unauthentic(SENT_2, impostor.send(RANDOM).part(), 2);
        }
    }

    @Nested
    class PeerWaitingRow {
        @Test
        void cannotSend() {
            RefusedException e = assertThrows(RefusedException.class, () -> WAITING.send(RANDOM));
            assertEquals(Reason.CANNOT_SEND_YET, e.reason());
        }

        @Test
        void takesTheFirstKeyOnly() {
            assertEquals(1, HEARD_1.epoch());
            refused(WAITING, SENT_2.part(), 2);
        }

        @Test
        void refusesACiphertext() {
            refused(WAITING, PEER_SENT_1.part(), 1);
        }

        @Test
        void refusesAKeyThatIsNotTheHolders() {
            SckaPart.EncapsulationKey real = SENT_1.part();
            unauthentic(WAITING, new SckaPart.EncapsulationKey(flipped(real.key()), real.mac()), 1);
            unauthentic(WAITING, new SckaPart.EncapsulationKey(real.key(), flipped(real.mac())), 1);
        }

        @Test
        void refusesAnAuthenticKeyOutsideItsModulus() {
            byte[] key = SENT_1.part().key().clone();
            Arrays.fill(key, 0, 3, (byte) 0xff);
            SckaPart part = authenticator().encapsulationKey(1, key);
            assertThrows(InvalidPublicKeyException.class, () -> WAITING.receive(part, 1));
        }
    }

    @Nested
    class PeerHeardRow {
        @Test
        void sendingEncapsulatesAndAddsTheEpoch() {
            Scka.Sent sent = HEARD_2.send(RANDOM);
            assertEquals(2, assertInstanceOf(PeerSent.class, sent.next()).epoch());
            assertEquals(1, sent.keyEpoch());
            assertNotNull(sent.added());
            assertEquals(2, sent.added().epoch());
        }

        @Test
        void ignoresPartsUpToItsEpoch() {
            ignored(HEARD_2, SENT_1.part(), 1);
            ignored(HEARD_2, SENT_2.part(), 2);
        }

        @Test
        void refusesLaterEpochsAndCiphertexts() {
            refused(HEARD_2, SENT_2.part(), 3);
            refused(HEARD_2, PEER_SENT_2.part(), 2);
        }
    }

    @Nested
    class PeerSentRow {
        @Test
        void sendingRepeatsThePart() {
            Scka.Sent sent = PEER_SENT_2.send(RANDOM);
            assertSame(PEER_SENT_2, sent.next());
            assertSame(PEER_SENT_2.part(), sent.part());
            assertEquals(1, sent.keyEpoch());
            assertNull(sent.added());
        }

        @Test
        void ignoresPartsUpToItsEpoch() {
            ignored(PEER_SENT_2, SENT_1.part(), 1);
            ignored(PEER_SENT_2, SENT_2.part(), 2);
        }

        @Test
        void takesTheKeyOfTheNextEpoch() {
            assertEquals(2, HEARD_2.epoch());
        }

        @Test
        void refusesLaterEpochsAndCiphertexts() {
            refused(PEER_SENT_1, SENT_2.part(), 3);
            refused(PEER_SENT_1, PEER_SENT_1.part(), 1);
        }

        @Test
        void refusesAKeyThatIsNotTheHolders() {
            SckaPart.EncapsulationKey real = SENT_2.part();
            unauthentic(PEER_SENT_1, new SckaPart.EncapsulationKey(flipped(real.key()), real.mac()), 2);
            unauthentic(PEER_SENT_1, authenticator().encapsulationKey(2, real.key()), 2);
        }
    }

    @Test
    void everyStateReadsWhatItWrites() {
        for (Scka state : new Scka[] {IDLE_1, SENT_1, WAITING, HEARD_1, PEER_SENT_1, IDLE_2}) {
            byte[] bytes = encode(state);
            Scka decoded = Scka.decode(new ByteReader(bytes, "state"));
            assertSame(state.getClass(), decoded.getClass());
            assertArrayEquals(bytes, encode(decoded));
        }
    }

    @Test
    void refusesUnknownStatesAndEpochZero() {
        byte[] bytes = encode(IDLE_1);
        bytes[0] = 6;
        assertThrows(MalformedException.class, () -> Scka.decode(new ByteReader(bytes, "state")));
        byte[] zero = encode(IDLE_1);
        zero[4] = 0;
        assertThrows(MalformedException.class, () -> Scka.decode(new ByteReader(zero, "state")));
    }

    private static void ignored(Scka state, SckaPart part, long epoch) {
        Scka.Received received = state.receive(part, epoch);
        assertSame(state, received.next());
        assertNull(received.added());
    }

    private static void refused(Scka state, SckaPart part, long epoch) {
        RefusedException e = assertThrows(RefusedException.class, () -> state.receive(part, epoch));
        assertEquals(Reason.OUT_OF_ORDER, e.reason());
    }

    private static void unauthentic(Scka state, SckaPart part, long epoch) {
        assertThrows(AuthenticationFailedException.class, () -> state.receive(part, epoch));
    }

    private static Authenticator authenticator() {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 5);
        return Authenticator.start(SecretBytes.adopt(key));
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] copy = bytes.clone();
        // the low bits of a coefficient: the key stays within its modulus, or nearly always
        copy[7] ^= 1;
        return copy;
    }

    private static byte[] encode(Scka state) {
        ByteWriter out = new ByteWriter(64);
        state.encode(out);
        return out.toByteArray();
    }
}
