package org.sotto.crypto.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.primitive.Ed25519;
import org.sotto.crypto.primitive.MlKem;
import org.sotto.crypto.primitive.X25519;

class OneTimePreKeyTest {
    private final SecureRandom random = new SecureRandom();
    private final IdentityKeyPair bob = IdentityKeyPair.generate(random);
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

    private static byte[] labelled(String label, byte[] rest) {
        return concat(label.getBytes(StandardCharsets.US_ASCII), rest);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }
}
