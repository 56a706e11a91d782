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
import org.sotto.crypto.primitive.Hash;
import org.sotto.wire.MalformedException.Kind;

class IdentityRecordTest {
    private static final byte[] ZERO_KEY = new byte[32];
    private static final byte[] ABOVE_P = filled(32, 0xff);

    private final SecureRandom random = new SecureRandom();
    private final IdentityKeyPair bob = IdentityKeyPair.generate(random);
    private final IdentityKeyPair eve = IdentityKeyPair.generate(random);
    private final byte[] encoded = bob.record().encode();

    @Test
    void hasTheLayoutOfTheProtocol() {
        assertEquals(129, encoded.length);
        assertEquals(1, encoded[0]);
        assertArrayEquals(bob.record().signingKey(), Arrays.copyOfRange(encoded, 1, 33));
        assertArrayEquals(bob.record().agreementKey(), Arrays.copyOfRange(encoded, 33, 65));
        byte[] message = labelled("Sotto1/identity", Arrays.copyOf(encoded, 65));
        assertTrue(Ed25519.verify(bob.record().signingKey(), message, Arrays.copyOfRange(encoded, 65, 129)));
    }

    @Test
    void theFingerprintCoversTheKeysAndNotTheSignature() {
        byte[] hash = Hash.sha512(labelled("Sotto1/fingerprint", Arrays.copyOf(encoded, 65)));
        assertArrayEquals(Arrays.copyOf(hash, 32), bob.record().fingerprint().bytes());
    }

    @Test
    void survivesTheWire() {
        IdentityRecord read = IdentityRecord.decode(encoded);
        assertEquals(bob.record(), read);
        assertEquals(bob.record().hashCode(), read.hashCode());
        assertEquals(bob.record().fingerprint(), read.fingerprint());
        assertArrayEquals(encoded, read.encode());
    }

    @Test
    void refusesWhatIsNoRecord() {
        malformed(Kind.WRONG_LENGTH, () -> IdentityRecord.decode(cut(encoded)));
        malformed(Kind.WRONG_LENGTH, () -> IdentityRecord.decode(extended(encoded)));
        malformed(Kind.WRONG_LENGTH, () -> IdentityRecord.decode(new byte[0]));
        malformed(Kind.WRONG_VERSION, () -> IdentityRecord.decode(replace(encoded, 0, (byte) 0)));
        malformed(Kind.WRONG_VERSION, () -> IdentityRecord.decode(replace(encoded, 0, (byte) 2)));
        malformed(Kind.NON_CANONICAL, () -> IdentityRecord.decode(replace(encoded, 1, ABOVE_P)));
        malformed(Kind.NON_CANONICAL, () -> IdentityRecord.decode(replace(encoded, 1, ZERO_KEY)));
        malformed(Kind.NON_CANONICAL, () -> IdentityRecord.decode(replace(encoded, 33, ABOVE_P)));
        malformed(Kind.NON_CANONICAL, () -> IdentityRecord.decode(replace(encoded, 64, (byte) 0x80)));
    }

    @Test
    void noFlippedByteIsAccepted() {
        for (int i = 0; i < encoded.length; i++) {
            byte[] flipped = flip(encoded, i);
            assertThrows(RuntimeException.class, () -> IdentityRecord.decode(flipped), "byte " + i);
        }
        for (int i = 65; i < encoded.length; i++) {
            byte[] flipped = flip(encoded, i);
            assertThrows(BadSignatureException.class, () -> IdentityRecord.decode(flipped));
        }
    }

    /// An X25519 key taken from somebody else, under one's own signing key.
    @Test
    void refusesAKeyThatTheSignatureDoesNotCover() {
        byte[] mixed = replace(encoded, 33, eve.record().agreementKey());
        assertThrows(BadSignatureException.class, () -> IdentityRecord.decode(mixed));
    }

    @Test
    void verifiesItsOwnersMessagesOnly() {
        byte[] message = {1, 2, 3};
        byte[] signature = bob.sign(message);
        bob.record().verify(message, signature, "test");
        assertThrows(BadSignatureException.class, () -> eve.record().verify(message, signature, "test"));
        assertThrows(BadSignatureException.class, () -> bob.record().verify(new byte[] {1, 2}, signature, "test"));
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
