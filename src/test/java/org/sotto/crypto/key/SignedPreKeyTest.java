package org.sotto.crypto.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sotto.support.Refusal.cut;
import static org.sotto.support.Refusal.extended;
import static org.sotto.support.Refusal.filled;
import static org.sotto.support.Refusal.flip;
import static org.sotto.support.Refusal.malformed;
import static org.sotto.support.Refusal.replace;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.primitive.Ed25519;
import org.sotto.crypto.primitive.MlKem;
import org.sotto.crypto.primitive.X25519;
import org.sotto.crypto.primitive.XWing;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

class SignedPreKeyTest {
    private static final long CREATED = 1_800_000_000_000L;
    private static final long DAY = 86_400_000;
    private static final byte[] ABOVE_P = filled(32, 0xff);
    /// No coefficient of ML-KEM is 4,095.
    private static final byte[] ABOVE_Q = filled(3, 0xff);

    private final SecureRandom random = new SecureRandom();
    private final IdentityKeyPair bob = IdentityKeyPair.generate(random);
    private final IdentityKeyPair eve = IdentityKeyPair.generate(random);
    private final SignedPreKeyPair pair = SignedPreKeyPair.generate(bob, 0xfffffff0L, CREATED, random);
    private final byte[] encoded = pair.record().encode();

    @Test
    void hasTheLayoutOfTheProtocol() {
        assertEquals(2902, encoded.length);
        assertArrayEquals(new byte[] {1, 1, -1, -1, -1, -16}, Arrays.copyOf(encoded, 6));
        assertEquals(CREATED, java.nio.ByteBuffer.wrap(encoded).getLong(6));
        assertEquals(CREATED + 21 * DAY, java.nio.ByteBuffer.wrap(encoded).getLong(14));
        assertArrayEquals(X25519.publicKey(SecretAccess.bytes(pair.x25519())), Arrays.copyOfRange(encoded, 22, 54));
        assertArrayEquals(
                MlKem.ML_KEM_1024.publicKey(SecretAccess.bytes(pair.kemSeed())), Arrays.copyOfRange(encoded, 54, 1622));
        assertArrayEquals(
                XWing.publicKey(SecretAccess.bytes(pair.sealSeed())), Arrays.copyOfRange(encoded, 1622, 2838));
        byte[] message = labelled(
                "Sotto1/signed-prekey", concat(bob.record().fingerprint().bytes(), Arrays.copyOf(encoded, 2838)));
        assertTrue(Ed25519.verify(bob.record().signingKey(), message, Arrays.copyOfRange(encoded, 2838, 2902)));
    }

    @Test
    void survivesTheWire() {
        SignedPreKey read = SignedPreKey.decode(encoded);
        assertEquals(pair.record(), read);
        assertEquals(0xfffffff0L, read.id());
        assertEquals(CREATED, read.createdMs());
        assertEquals(CREATED + 21 * DAY, read.notAfterMs());
        assertArrayEquals(Arrays.copyOfRange(encoded, 22, 54), read.x25519());
        assertArrayEquals(Arrays.copyOfRange(encoded, 54, 1622), read.kem());
        assertArrayEquals(Arrays.copyOfRange(encoded, 1622, 2838), read.seal());
        read.verify(bob.record());
    }

    @Test
    void refusesWhatIsNoRecord() {
        malformed(Kind.WRONG_LENGTH, () -> SignedPreKey.decode(cut(encoded)));
        malformed(Kind.WRONG_LENGTH, () -> SignedPreKey.decode(extended(encoded)));
        malformed(Kind.WRONG_VERSION, () -> SignedPreKey.decode(replace(encoded, 0, (byte) 2)));
        malformed(Kind.WRONG_SUITE, () -> SignedPreKey.decode(replace(encoded, 1, (byte) 2)));
        malformed(Kind.OUT_OF_RANGE, () -> SignedPreKey.decode(replace(encoded, 2, new byte[4])));
        malformed(Kind.OUT_OF_RANGE, () -> SignedPreKey.decode(replace(encoded, 6, (byte) 0x80)));
        malformed(Kind.OUT_OF_RANGE, () -> SignedPreKey.decode(flip(encoded, 13)));
        malformed(Kind.OUT_OF_RANGE, () -> SignedPreKey.decode(flip(encoded, 21)));
        malformed(Kind.NON_CANONICAL, () -> SignedPreKey.decode(replace(encoded, 22, ABOVE_P)));
        malformed(Kind.NON_CANONICAL, () -> SignedPreKey.decode(replace(encoded, 54, ABOVE_Q)));
        malformed(Kind.NON_CANONICAL, () -> SignedPreKey.decode(replace(encoded, 1622, ABOVE_Q)));
        malformed(Kind.NON_CANONICAL, () -> SignedPreKey.decode(replace(encoded, 2806, ABOVE_P)));
    }

    @Test
    void noFlippedByteIsAccepted() {
        for (int i = 0; i < encoded.length; i += i < 54 || i >= 2806 ? 1 : 61) {
            byte[] flipped = flip(encoded, i);
            assertThrows(
                    RuntimeException.class, () -> SignedPreKey.decode(flipped).verify(bob.record()), "byte " + i);
        }
    }

    @Test
    void aSignatureIsItsOwnersAlone() {
        SignedPreKey flipped = SignedPreKey.decode(flip(encoded, 2838));
        assertThrows(BadSignatureException.class, () -> flipped.verify(bob.record()));
        assertThrows(BadSignatureException.class, () -> pair.record().verify(eve.record()));
    }

    @Test
    void datesHaveTenMinutesOfSlackAndNoMore() {
        SignedPreKey record = pair.record();
        record.checkDates(CREATED - 600_000);
        record.checkDates(CREATED + 21 * DAY + 600_000);
        refused(Reason.NOT_YET_VALID, () -> record.checkDates(CREATED - 600_001));
        refused(Reason.EXPIRED, () -> record.checkDates(CREATED + 21 * DAY + 600_001));
    }

    @Test
    void aDateAtTheEndOfTimeIsNotYetValid() {
        long end = Long.MAX_VALUE - 21 * DAY;
        SignedPreKey far = SignedPreKeyPair.generate(bob, 1, end, random).record();
        refused(Reason.NOT_YET_VALID, () -> far.checkDates(CREATED));
        assertThrows(IllegalArgumentException.class, () -> SignedPreKeyPair.generate(bob, 1, end + 1, random));
    }

    @Test
    void thePairSurvivesStorage() {
        byte[] stored = pair.encode();
        assertEquals(3031, stored.length);
        SignedPreKeyPair read = SignedPreKeyPair.decode(stored);
        assertArrayEquals(stored, read.encode());
        assertEquals(pair.record(), read.record());
        malformed(Kind.WRONG_LENGTH, () -> SignedPreKeyPair.decode(cut(stored)));
        malformed(Kind.WRONG_LENGTH, () -> SignedPreKeyPair.decode(extended(stored)));
        malformed(Kind.WRONG_TYPE, () -> SignedPreKeyPair.decode(replace(stored, 0, (byte) 3)));
    }

    @Test
    void refusesAnIdThatIsNone() {
        assertThrows(MalformedException.class, () -> SignedPreKeyPair.generate(bob, 0, CREATED, random));
        assertThrows(IllegalArgumentException.class, () -> SignedPreKeyPair.generate(bob, 1L << 32, CREATED, random));
    }

    private static void refused(Reason reason, Runnable action) {
        assertEquals(reason, assertThrows(RefusedException.class, action::run).reason());
    }

    private static byte[] labelled(String label, byte[] rest) {
        return concat(label.getBytes(StandardCharsets.US_ASCII), rest);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }
}
