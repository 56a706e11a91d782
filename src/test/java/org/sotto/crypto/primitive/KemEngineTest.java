package org.sotto.crypto.primitive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.sotto.support.Refusal.flip;

import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sotto.support.Wycheproof;
import org.sotto.support.Wycheproof.Row;

/// Two implementations, one function: each is held to the vectors, and each to the other where there are none.
class KemEngineTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void wycheproofHoldsForBothEngines() {
        int checked = 0;
        for (KemEngine engine : engines(MlKem.ML_KEM_768)) {
            for (Row row : Wycheproof.rows("mlkem_768_test.json")) {
                if (row.isValid()) {
                    byte[] expanded = engine.expand(row.bytes("seed"));
                    assertArrayEquals(row.bytes("ek"), MlKem.ML_KEM_768.publicKeyOf(expanded), row::toString);
                    assertArrayEquals(row.bytes("K"), engine.decapsulate(expanded, row.bytes("c")), row::toString);
                    checked++;
                }
            }
            for (Row row : Wycheproof.rows("mlkem_768_encaps_test.json")) {
                if (row.isValid()) {
                    Encapsulated sent = engine.encapsulate(row.bytes("ek"), new FixedRandom(row.bytes("m")));
                    assertArrayEquals(row.bytes("c"), sent.ciphertext(), row::toString);
                    assertArrayEquals(row.bytes("K"), sent.sharedSecret(), row::toString);
                    checked++;
                }
            }
        }
        assertTrue(checked > 0);
    }

    @ParameterizedTest
    @EnumSource
    void bothEnginesGiveTheSameBytes(MlKem set) {
        KemEngine bouncy = engines(set).get(0);
        KemEngine jdk = engines(set).get(1);
        for (int i = 0; i < 10; i++) {
            byte[] seed = set.generateSeed(random);
            byte[] expanded = bouncy.expand(seed);
            assertArrayEquals(expanded, jdk.expand(seed));
            assertEquals(set.expandedSize(), expanded.length);
            byte[] publicKey = set.publicKeyOf(expanded);
            byte[] m = new byte[32];
            random.nextBytes(m);
            Encapsulated one = bouncy.encapsulate(publicKey, new FixedRandom(m));
            Encapsulated other = jdk.encapsulate(publicKey, new FixedRandom(m));
            assertArrayEquals(one.ciphertext(), other.ciphertext());
            assertArrayEquals(one.sharedSecret(), other.sharedSecret());
            for (int at = 0; at < set.ciphertextSize(); at += 97) {
                byte[] tampered = flip(one.ciphertext(), at);
                assertArrayEquals(bouncy.decapsulate(expanded, tampered), jdk.decapsulate(expanded, tampered));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theJdksEngineIsTheOneInUse(MlKem set) {
        assertInstanceOf(JdkKemEngine.class, Engines.kem(set));
    }

    /// Stands for a JDK that makes another key from the seed.
    @ParameterizedTest
    @EnumSource
    void anEngineThatMakesAnotherKeyIsNotUsed(MlKem set) {
        assertEquals(Optional.empty(), JdkKemEngine.ifItMakes(set, "00".repeat(32)));
    }

    @Test
    void aFixedGeneratorGivesItsBytesOnceAndNoMore() {
        FixedRandom fixed = new FixedRandom(new byte[] {1, 2, 3});
        byte[] two = new byte[2];
        fixed.nextBytes(two);
        assertArrayEquals(new byte[] {1, 2}, two);
        assertThrows(IllegalStateException.class, () -> fixed.nextBytes(two));
        fixed.nextBytes(new byte[1]);
        assertTrue(fixed.isSpent());
    }

    private static List<KemEngine> engines(MlKem set) {
        return List.of(
                new BouncyKemEngine(set), JdkKemEngine.ifItKeepsToSeeds(set).orElseThrow());
    }
}
