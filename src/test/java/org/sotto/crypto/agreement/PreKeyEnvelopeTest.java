package org.sotto.crypto.agreement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.primitive.Hash;
import org.sotto.support.Pair;
import org.sotto.support.SeededRandom;
import org.sotto.wire.ByteReader;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

final class PreKeyEnvelopeTest {
    private final Pair pair = new Pair(new SeededRandom(8));
    private final byte[] bytes = pair.envelope.encode();

    @Test
    void hasItsLayout() {
        assertEquals(1_747, bytes.length);
        ByteReader in = new ByteReader(bytes, "envelope");
        assertEquals(1, in.u8());
        assertEquals(1, in.u8());
        assertArrayEquals(pair.aliceIdentity.record().encode(), in.bytes(129));
        assertEquals(Pair.NOW, in.u64());
        assertEquals(7, in.u32());
        assertEquals(9, in.u32());
        assertArrayEquals(pair.envelope.ephemeral(), in.bytes(32));
        assertArrayEquals(pair.envelope.kemCiphertext(), in.rest());
    }

    @Test
    void whatIsWrittenIsRead() {
        assertArrayEquals(bytes, PreKeyEnvelope.decode(bytes).encode());
    }

    @Test
    void tellsTheFormsOfTheHandshakeApart() {
        assertTrue(pair.envelope.hasOneTime());
        assertFalse(new Pair(new SeededRandom(9), false).envelope.hasOneTime());
    }

    @Test
    void itsDigestIsThatOfTheFormula() {
        byte[] label = "Sotto1/envelope".getBytes(StandardCharsets.US_ASCII);
        assertArrayEquals(Arrays.copyOf(Hash.sha512(label, bytes), 32), pair.envelope.digest());
    }

    @Test
    void refusesOtherLengthsVersionsSuitesAndIdZero() {
        refuse(Kind.WRONG_LENGTH, Arrays.copyOf(bytes, 1_746));
        refuse(Kind.WRONG_LENGTH, Arrays.copyOf(bytes, 1_748));
        refuse(Kind.WRONG_LENGTH, new byte[0]);
        refuse(Kind.WRONG_VERSION, with(0, 2));
        refuse(Kind.WRONG_SUITE, with(1, 2));
        refuse(Kind.OUT_OF_RANGE, with(131, 0x80));
        refuse(Kind.OUT_OF_RANGE, with(142, 0));
    }

    @Test
    void refusesAnIdentityRecordThatIsNotItsOwners() {
        byte[] flipped = bytes.clone();
        flipped[80] ^= 1;
        assertThrows(BadSignatureException.class, () -> PreKeyEnvelope.decode(flipped));
    }

    private byte[] with(int at, int value) {
        byte[] altered = bytes.clone();
        altered[at] = (byte) value;
        return altered;
    }

    private static void refuse(Kind kind, byte[] bytes) {
        MalformedException e = assertThrows(MalformedException.class, () -> PreKeyEnvelope.decode(bytes));
        assertEquals(kind, e.kind());
    }
}
