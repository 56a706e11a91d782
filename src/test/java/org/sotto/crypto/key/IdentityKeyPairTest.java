package org.sotto.crypto.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.sotto.support.Refusal.cut;
import static org.sotto.support.Refusal.extended;
import static org.sotto.support.Refusal.malformed;
import static org.sotto.support.Refusal.replace;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.primitive.X25519;
import org.sotto.wire.MalformedException.Kind;

class IdentityKeyPairTest {
    private static final long CREATED = 1_800_000_000_000L;

    private final SecureRandom random = new SecureRandom();
    private final IdentityKeyPair bob = IdentityKeyPair.generate(random);

    @Test
    void anIdentitySurvivesStorage() {
        byte[] stored = bob.encode();
        assertEquals(65, stored.length);
        IdentityKeyPair read = IdentityKeyPair.decode(stored);
        assertEquals(bob.record(), read.record());
        assertArrayEquals(stored, read.encode());
        assertArrayEquals(bob.record().agreementKey(), X25519.publicKey(SecretAccess.bytes(read.agreementKey())));
        malformed(Kind.WRONG_LENGTH, () -> IdentityKeyPair.decode(cut(stored)));
        malformed(Kind.WRONG_LENGTH, () -> IdentityKeyPair.decode(extended(stored)));
        malformed(Kind.WRONG_TYPE, () -> IdentityKeyPair.decode(replace(stored, 0, (byte) 4)));
    }

    @Test
    void aClosedPairSignsNothing() {
        IdentityKeyPair pair = IdentityKeyPair.generate(random);
        pair.close();
        assertThrows(IllegalStateException.class, () -> pair.sign(new byte[1]));
        assertThrows(IllegalStateException.class, () -> SecretAccess.bytes(pair.agreementKey()));
    }

    @Test
    void noKeyPrintsASecret() {
        SignedPreKeyPair signed = SignedPreKeyPair.generate(bob, 7, CREATED, random);
        OneTimePreKeyPair once = OneTimePreKeyPair.generate(bob, 9, random);
        assertEquals("IdentityKeyPair[" + bob.record().fingerprint() + "]", bob.toString());
        assertEquals("SignedPreKeyPair[7]", signed.toString());
        assertEquals("OneTimePreKeyPair[9]", once.toString());
    }
}
