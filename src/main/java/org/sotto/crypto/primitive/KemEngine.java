package org.sotto.crypto.primitive;

import java.security.SecureRandom;

/// One implementation of one ML-KEM parameter set, behind [MlKem], which has checked sizes and moduli.
sealed interface KemEngine permits JdkKemEngine, BouncyKemEngine {
    /// The decapsulation key of FIPS 203 (ML-KEM.KeyGen_internal), which holds the encapsulation key.
    byte[] expand(byte[] seed);

    /// Takes the 32 bytes m of FIPS 203 from `random` and nothing else.
    Encapsulated encapsulate(byte[] publicKey, SecureRandom random);

    byte[] decapsulate(byte[] expanded, byte[] ciphertext);
}
