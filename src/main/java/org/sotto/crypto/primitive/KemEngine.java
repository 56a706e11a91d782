package org.sotto.crypto.primitive;

import java.security.SecureRandom;

/// One implementation of one ML-KEM parameter set, behind [MlKem], which has checked sizes and moduli.
sealed interface KemEngine permits JdkKemEngine, BouncyKemEngine {
    byte[] publicKey(byte[] seed);

    /// Takes the 32 bytes m of FIPS 203 from `random` and nothing else.
    Encapsulated encapsulate(byte[] publicKey, SecureRandom random);

    byte[] decapsulate(byte[] seed, byte[] ciphertext);

    /// The JDK's engine, whose key generation, encapsulation and decapsulation are faster by half and more, unless
    /// this JDK makes other keys from a seed than FIPS 203 does: then Bouncy Castle's.
    static KemEngine fastest(MlKem set) {
        return JdkKemEngine.ifItKeepsToSeeds(set).orElseGet(() -> new BouncyKemEngine(set));
    }
}
