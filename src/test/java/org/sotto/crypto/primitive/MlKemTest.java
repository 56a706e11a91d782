package org.sotto.crypto.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sotto.support.Refusal.flip;

import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sotto.crypto.InvalidPublicKeyException;
import org.sotto.support.Wycheproof;
import org.sotto.support.Wycheproof.Row;

class MlKemTest {
    private static final MlKem KEM_768 = MlKem.ML_KEM_768;
    private final SecureRandom random = new SecureRandom();

    @Test
    void wycheproofKeyGeneration() {
        int generated = 0;
        for (Row row : Wycheproof.rows("mlkem_768_keygen_seed_test.json")) {
            byte[] ek = KEM_768.publicKey(row.bytes("seed"));
            assertArrayEquals(row.bytes("ek"), ek, row::toString);
            // dk = dk of K-PKE (1,152) ‖ ek ‖ H(ek) ‖ z
            byte[] dk = row.bytes("dk");
            assertArrayEquals(ek, Arrays.copyOfRange(dk, 1152, 1152 + 1184), row::toString);
            assertArrayEquals(
                    Arrays.copyOfRange(row.bytes("seed"), 32, 64),
                    Arrays.copyOfRange(dk, dk.length - 32, dk.length),
                    row::toString);
            generated++;
        }
        assertTrue(generated > 0);
    }

    @Test
    void wycheproofEncapsulation() {
        int encapsulated = 0;
        int refused = 0;
        for (Row row : Wycheproof.rows("mlkem_768_encaps_test.json")) {
            if (row.isValid()) {
                try (Encapsulated sent = KEM_768.encapsulate(row.bytes("ek"), new FixedRandom(row.bytes("m")))) {
                    assertArrayEquals(row.bytes("c"), sent.ciphertext(), row::toString);
                    assertArrayEquals(row.bytes("K"), sent.sharedSecret(), row::toString);
                }
                encapsulated++;
            } else {
                assertThrows(
                        InvalidPublicKeyException.class, () -> KEM_768.checkPublicKey(row.bytes("ek")), row::toString);
                assertThrows(
                        InvalidPublicKeyException.class,
                        () -> KEM_768.encapsulate(row.bytes("ek"), new FixedRandom(row.bytes("m"))),
                        row::toString);
                refused++;
            }
        }
        assertTrue(encapsulated > 0 && refused > 0);
    }

    /// The valid rows hold tampered ciphertexts too: they give the secret of implicit rejection.
    @Test
    void wycheproofDecapsulation() {
        int decapsulated = 0;
        int badSeeds = 0;
        int badCiphertexts = 0;
        for (Row row : Wycheproof.rows("mlkem_768_test.json")) {
            byte[] seed = row.bytes("seed");
            if (row.isValid()) {
                assertArrayEquals(row.bytes("ek"), KEM_768.publicKey(seed), row::toString);
                assertArrayEquals(row.bytes("K"), KEM_768.decapsulate(seed, row.bytes("c")), row::toString);
                decapsulated++;
            } else if (seed.length == MlKem.SEED) {
                assertThrows(
                        InvalidPublicKeyException.class,
                        () -> KEM_768.decapsulate(seed, row.bytes("c")),
                        row::toString);
                badCiphertexts++;
            } else {
                assertThrows(
                        IllegalArgumentException.class, () -> KEM_768.decapsulate(seed, row.bytes("c")), row::toString);
                badSeeds++;
            }
        }
        assertTrue(decapsulated > 0 && badSeeds > 0 && badCiphertexts > 0);
    }

    @ParameterizedTest
    @EnumSource
    void bothSidesShareASecretOfTheStatedSizes(MlKem kem) {
        byte[] seed = kem.generateSeed(random);
        byte[] publicKey = kem.publicKey(seed);
        assertEquals(kem.publicKeySize(), publicKey.length);
        try (Encapsulated sent = kem.encapsulate(publicKey, random)) {
            assertEquals(kem.ciphertextSize(), sent.ciphertext().length);
            assertEquals(MlKem.SHARED_SECRET, sent.sharedSecret().length);
            assertArrayEquals(sent.sharedSecret(), kem.decapsulate(seed, sent.ciphertext()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTamperedCiphertextGivesAnotherSecretEachTime(MlKem kem) {
        byte[] seed = kem.generateSeed(random);
        try (Encapsulated sent = kem.encapsulate(kem.publicKey(seed), random)) {
            byte[] one = kem.decapsulate(seed, flip(sent.ciphertext(), 0));
            byte[] two = kem.decapsulate(seed, flip(sent.ciphertext(), kem.ciphertextSize() - 1));
            assertFalse(Arrays.equals(sent.sharedSecret(), one));
            assertFalse(Arrays.equals(sent.sharedSecret(), two));
            assertFalse(Arrays.equals(one, two));
            assertArrayEquals(one, kem.decapsulate(seed, flip(sent.ciphertext(), 0)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesKeysThatFailTheModulusCheck(MlKem kem) {
        byte[] publicKey = kem.publicKey(kem.generateSeed(random));
        kem.checkPublicKey(publicKey);
        int coefficients = (kem.publicKeySize() - 32) / 3 * 2;
        for (int i = 0; i < coefficients; i += 37) {
            kem.checkPublicKey(withCoefficient(publicKey, i, 3328));
            byte[] tooLarge = withCoefficient(publicKey, i, 3329);
            assertThrows(InvalidPublicKeyException.class, () -> kem.checkPublicKey(tooLarge));
        }
        byte[] last = withCoefficient(publicKey, coefficients - 1, 4095);
        assertThrows(InvalidPublicKeyException.class, () -> kem.encapsulate(last, random));
    }

    private static byte[] withCoefficient(byte[] publicKey, int index, int value) {
        byte[] out = publicKey.clone();
        int at = index / 2 * 3;
        if (index % 2 == 0) {
            out[at] = (byte) value;
            out[at + 1] = (byte) ((out[at + 1] & 0xf0) | (value >> 8));
        } else {
            out[at + 1] = (byte) ((out[at + 1] & 0x0f) | (value << 4));
            out[at + 2] = (byte) (value >> 4);
        }
        return out;
    }
}
