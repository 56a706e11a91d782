package org.sotto.crypto.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.primitive.Ed25519;
import org.sotto.crypto.primitive.MlKem;
import org.sotto.crypto.primitive.X25519;
import org.sotto.crypto.primitive.XWing;
import org.sotto.wire.MalformedException;

class SignedPreKeyTest {
    private static final long CREATED = 1_800_000_000_000L;
    private static final long DAY = 86_400_000;

    private final SecureRandom random = new SecureRandom();
    private final IdentityKeyPair bob = IdentityKeyPair.generate(random);
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
