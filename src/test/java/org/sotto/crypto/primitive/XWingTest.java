package org.sotto.crypto.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMExtractor;
import org.bouncycastle.pqc.crypto.xwing.XWingKEMGenerator;
import org.bouncycastle.pqc.crypto.xwing.XWingPrivateKeyParameters;
import org.bouncycastle.pqc.crypto.xwing.XWingPublicKeyParameters;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.InvalidPublicKeyException;

class XWingTest {
    private static final HexFormat HEX = HexFormat.of();
    private final SecureRandom random = new SecureRandom();

    /// Appendix C of the draft, first vector.
    @Test
    void givesTheSecretOfTheDraft() {
        byte[] seed = HEX.parseHex("7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26");
        byte[] randomness = HEX.parseHex("3cb1eea988004b93103cfb0aeefd2a686e01fa4a58e8a3639ca8a1e3f9ae57e2"
                + "35b8cc873c23dc62b8d260169afa2f75ab916a58d974918835d25e6a435085b2");
        byte[] secret = HEX.parseHex("d2df0522128f09dd8e2c92b1e905c793d8f57a54c3da25861f10bf4ca613e384");
        try (Encapsulated sent = XWing.encapsulate(XWing.publicKey(seed), randomness)) {
            assertArrayEquals(secret, sent.sharedSecret());
            assertArrayEquals(secret, XWing.decapsulate(seed, sent.ciphertext()));
        }
    }

    @Test
    void agreesWithBouncyCastleBothWays() {
        for (int i = 0; i < 10; i++) {
            byte[] seed = XWing.generateSeed(random);
            XWingPrivateKeyParameters theirs = new XWingPrivateKeyParameters(seed);
            byte[] publicKey = XWing.publicKey(seed);
            assertArrayEquals(theirs.getPublicKeyParameters().getEncoded(), publicKey);
            try (Encapsulated sent = XWing.encapsulate(publicKey, random)) {
                assertArrayEquals(new XWingKEMExtractor(theirs).extractSecret(sent.ciphertext()), sent.sharedSecret());
            }
            SecretWithEncapsulation received =
                    new XWingKEMGenerator(random).generateEncapsulated(new XWingPublicKeyParameters(publicKey));
            assertArrayEquals(received.getSecret(), XWing.decapsulate(seed, received.getEncapsulation()));
        }
    }

    @Test
    void sizesAreThoseOfTheDraft() {
        byte[] publicKey = XWing.publicKey(XWing.generateSeed(random));
        assertEquals(XWing.PUBLIC, publicKey.length);
        try (Encapsulated sent = XWing.encapsulate(publicKey, random)) {
            assertEquals(XWing.CIPHERTEXT, sent.ciphertext().length);
            assertEquals(32, sent.sharedSecret().length);
        }
    }

    @Test
    void aTamperedKemHalfGivesAnotherSecret() {
        byte[] seed = XWing.generateSeed(random);
        try (Encapsulated sent = XWing.encapsulate(XWing.publicKey(seed), random)) {
            byte[] tampered = sent.ciphertext();
            tampered[0] ^= 1;
            assertFalse(Arrays.equals(sent.sharedSecret(), XWing.decapsulate(seed, tampered)));
        }
    }

    @Test
    void refusesWrongSizesAndBadHalves() {
        byte[] seed = XWing.generateSeed(random);
        byte[] publicKey = XWing.publicKey(seed);
        byte[] ciphertext;
        try (Encapsulated sent = XWing.encapsulate(publicKey, random)) {
            ciphertext = sent.ciphertext();
        }
        refusedKey(Arrays.copyOf(publicKey, XWing.PUBLIC - 1));
        refusedKey(Arrays.copyOf(publicKey, XWing.PUBLIC + 1));
        refusedKey(overwrite(publicKey, 0, (byte) 0xff, 3));
        refusedKey(overwrite(publicKey, 1184, (byte) 0, 32));
        refusedKey(overwrite(publicKey, 1184, (byte) 0xff, 32));
        refusedCiphertext(seed, Arrays.copyOf(ciphertext, XWing.CIPHERTEXT - 1));
        refusedCiphertext(seed, Arrays.copyOf(ciphertext, XWing.CIPHERTEXT + 1));
        refusedCiphertext(seed, overwrite(ciphertext, 1088, (byte) 0, 32));
        refusedCiphertext(seed, overwrite(ciphertext, 1119, (byte) 0x80, 1));
    }

    private void refusedKey(byte[] publicKey) {
        assertThrows(InvalidPublicKeyException.class, () -> XWing.encapsulate(publicKey, random));
    }

    private static void refusedCiphertext(byte[] seed, byte[] ciphertext) {
        assertThrows(InvalidPublicKeyException.class, () -> XWing.decapsulate(seed, ciphertext));
    }

    private static byte[] overwrite(byte[] bytes, int from, byte value, int count) {
        byte[] out = bytes.clone();
        Arrays.fill(out, from, from + count, value);
        return out;
    }
}
