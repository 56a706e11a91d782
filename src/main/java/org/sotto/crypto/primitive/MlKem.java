package org.sotto.crypto.primitive;

import java.security.SecureRandom;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.sotto.crypto.InvalidPublicKeyException;

/// ML-KEM (FIPS 203) by Bouncy Castle. A private key is its 64-byte seed d ‖ z, the one form that all
/// implementations agree on; the expanded key lives only inside a call.
public enum MlKem {
    ML_KEM_768(3, 1184, 1088),
    ML_KEM_1024(4, 1568, 1568);

    /// Size of a private key's seed in bytes.
    public static final int SEED = 64;
    /// Size of a shared secret in bytes.
    public static final int SHARED_SECRET = 32;

    private static final int Q = 3329;
    /// Bytes of one polynomial: 256 coefficients of 12 bits.
    private static final int POLYNOMIAL = 384;

    private final int rank;
    private final int publicKeySize;
    private final int ciphertextSize;

    MlKem(int rank, int publicKeySize, int ciphertextSize) {
        this.rank = rank;
        this.publicKeySize = publicKeySize;
        this.ciphertextSize = ciphertextSize;
    }

    /// Size of an encapsulation key in bytes.
    public int publicKeySize() {
        return publicKeySize;
    }

    /// Size of a ciphertext in bytes.
    public int ciphertextSize() {
        return ciphertextSize;
    }

    public byte[] generateSeed(SecureRandom random) {
        byte[] seed = new byte[SEED];
        random.nextBytes(seed);
        return seed;
    }

    /// The encapsulation key that belongs to a seed (ML-KEM.KeyGen_internal).
    public byte[] publicKey(byte[] seed) {
        return expand(seed).getPublicKey();
    }

    /// @throws InvalidPublicKeyException as [#checkPublicKey]
    public Encapsulated encapsulate(byte[] publicKey, SecureRandom random) {
        byte[] m = new byte[32];
        random.nextBytes(m);
        return encapsulate(publicKey, m);
    }

    /// ML-KEM.Encaps_internal: the 32 random bytes are given.
    Encapsulated encapsulate(byte[] publicKey, byte[] m) {
        checkPublicKey(publicKey);
        SecretWithEncapsulation result =
                MLKEMGenerator.internalGenerateEncapsulated(new MLKEMPublicKeyParameters(parameters(), publicKey), m);
        return new Encapsulated(result.getEncapsulation(), result.getSecret());
    }

    /// The 32-byte shared secret; for a ciphertext that was tampered with, another one (implicit rejection).
    ///
    /// @throws InvalidPublicKeyException if the ciphertext has a wrong size
    public byte[] decapsulate(byte[] seed, byte[] ciphertext) {
        if (ciphertext.length != ciphertextSize) {
            throw new InvalidPublicKeyException("ML-KEM ciphertext");
        }
        return new MLKEMExtractor(expand(seed)).extractSecret(ciphertext);
    }

    /// The input check of FIPS 203, section 7.2: size, and every coefficient below q.
    ///
    /// @throws InvalidPublicKeyException if the key fails it
    public void checkPublicKey(byte[] publicKey) {
        if (publicKey.length != publicKeySize) {
            throw invalid();
        }
        for (int i = 0; i < rank * POLYNOMIAL; i += 3) {
            int low = (publicKey[i] & 0xff) | ((publicKey[i + 1] & 0x0f) << 8);
            int high = ((publicKey[i + 1] & 0xf0) >> 4) | ((publicKey[i + 2] & 0xff) << 4);
            if (low >= Q || high >= Q) {
                throw invalid();
            }
        }
    }

    private MLKEMParameters parameters() {
        return switch (this) {
            case ML_KEM_768 -> MLKEMParameters.ml_kem_768;
            case ML_KEM_1024 -> MLKEMParameters.ml_kem_1024;
        };
    }

    private MLKEMPrivateKeyParameters expand(byte[] seed) {
        if (seed.length != SEED) {
            throw new IllegalArgumentException("an ML-KEM seed is 64 bytes");
        }
        return new MLKEMPrivateKeyParameters(parameters(), seed);
    }

    private static InvalidPublicKeyException invalid() {
        return new InvalidPublicKeyException("ML-KEM key");
    }
}
