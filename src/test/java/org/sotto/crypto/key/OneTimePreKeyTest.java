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
import org.sotto.crypto.primitive.Ed25519;
import org.sotto.crypto.primitive.MlKem;
import org.sotto.crypto.primitive.X25519;
import org.sotto.wire.MalformedException.Kind;

class OneTimePreKeyTest {
    private static final byte[] ABOVE_P = filled(32, 0xff);
    /// No coefficient of ML-KEM is 4,095.
    private static final byte[] ABOVE_Q = filled(3, 0xff);

    private final SecureRandom random = new SecureRandom();
    private final IdentityKeyPair bob = IdentityKeyPair.generate(random);
    private final IdentityKeyPair eve = IdentityKeyPair.generate(random);
    private final OneTimePreKeyPair pair = OneTimePreKeyPair.generate(bob, 9, random);
    private final byte[] encoded = pair.record().encode();

    @Test
    void hasTheLayoutOfTheProtocol() {
        assertEquals(1668, encoded.length);
        assertArrayEquals(new byte[] {0, 0, 0, 9}, Arrays.copyOf(encoded, 4));
        assertArrayEquals(X25519.publicKey(SecretAccess.bytes(pair.x25519())), Arrays.copyOfRange(encoded, 4, 36));
        assertArrayEquals(
                MlKem.ML_KEM_1024.publicKey(SecretAccess.bytes(pair.kemSeed())), Arrays.copyOfRange(encoded, 36, 1604));
        byte[] message = labelled(
                "Sotto1/one-time-prekey", concat(bob.record().fingerprint().bytes(), Arrays.copyOf(encoded, 1604)));
        assertTrue(Ed25519.verify(bob.record().signingKey(), message, Arrays.copyOfRange(encoded, 1604, 1668)));
    }

    @Test
    void survivesTheWire() {
        OneTimePreKey read = OneTimePreKey.decode(encoded);
        assertEquals(pair.record(), read);
        assertEquals(9, read.id());
        assertArrayEquals(Arrays.copyOfRange(encoded, 4, 36), read.x25519());
        assertArrayEquals(Arrays.copyOfRange(encoded, 36, 1604), read.kem());
        read.verify(bob.record());
    }

    @Test
    void refusesWhatIsNoRecord() {
        malformed(Kind.WRONG_LENGTH, () -> OneTimePreKey.decode(cut(encoded)));
        malformed(Kind.WRONG_LENGTH, () -> OneTimePreKey.decode(extended(encoded)));
        malformed(Kind.OUT_OF_RANGE, () -> OneTimePreKey.decode(replace(encoded, 0, new byte[4])));
        malformed(Kind.NON_CANONICAL, () -> OneTimePreKey.decode(replace(encoded, 4, ABOVE_P)));
        malformed(Kind.NON_CANONICAL, () -> OneTimePreKey.decode(replace(encoded, 36, ABOVE_Q)));
    }

    @Test
    void noFlippedByteIsAccepted() {
        for (int i = 0; i < encoded.length; i += i < 36 || i >= 1572 ? 1 : 61) {
            byte[] flipped = flip(encoded, i);
            assertThrows(
                    RuntimeException.class, () -> OneTimePreKey.decode(flipped).verify(bob.record()), "byte " + i);
        }
    }

    @Test
    void aSignatureIsItsOwnersAlone() {
        OneTimePreKey flipped = OneTimePreKey.decode(flip(encoded, 1604));
        assertThrows(BadSignatureException.class, () -> flipped.verify(bob.record()));
        assertThrows(BadSignatureException.class, () -> pair.record().verify(eve.record()));
    }

    @Test
    void thePairSurvivesStorage() {
        byte[] stored = pair.encode();
        assertEquals(1765, stored.length);
        assertArrayEquals(stored, OneTimePreKeyPair.decode(stored).encode());
        malformed(Kind.WRONG_LENGTH, () -> OneTimePreKeyPair.decode(cut(stored)));
        malformed(Kind.WRONG_LENGTH, () -> OneTimePreKeyPair.decode(extended(stored)));
        malformed(Kind.WRONG_TYPE, () -> OneTimePreKeyPair.decode(replace(stored, 0, (byte) 2)));
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
