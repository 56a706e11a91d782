package org.sotto.crypto.primitive;

import java.security.SecureRandom;
import java.util.Arrays;
import org.sotto.crypto.InvalidPublicKeyException;

/// ML-KEM (FIPS 203). A private key is its 64-byte seed d ‖ z, the one form that all implementations agree on.
///
/// One that is made for a single use may be kept as its decapsulation key instead, dk_PKE ‖ ek ‖ H(ek) ‖ z, since to
/// make that from the seed costs as much as to use it.
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
    /// H(ek) ‖ z.
    private static final int TAIL = 64;

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

    /// Size of an expanded private key, a decapsulation key, in bytes.
    public int expandedSize() {
        return publicKeyAt() + publicKeySize + TAIL;
    }

    /// The decapsulation key that belongs to a seed (ML-KEM.KeyGen_internal).
    public byte[] expand(byte[] seed) {
        checkSeed(seed);
        return engine().expand(seed);
    }

    /// The encapsulation key that belongs to a seed.
    public byte[] publicKey(byte[] seed) {
        byte[] expanded = expand(seed);
        try {
            return publicKeyOf(expanded);
        } finally {
            Arrays.fill(expanded, (byte) 0);
        }
    }

    /// The encapsulation key that a decapsulation key holds.
    public byte[] publicKeyOf(byte[] expanded) {
        return Arrays.copyOfRange(expanded, publicKeyAt(), publicKeyAt() + publicKeySize);
    }

    /// @throws InvalidPublicKeyException as [#checkPublicKey]
    public Encapsulated encapsulate(byte[] publicKey, SecureRandom random) {
        checkPublicKey(publicKey);
        return engine().encapsulate(publicKey, random);
    }

    /// The 32-byte shared secret; for a ciphertext that was tampered with, another one (implicit rejection).
    ///
    /// @throws InvalidPublicKeyException if the ciphertext has a wrong size
    public byte[] decapsulate(byte[] seed, byte[] ciphertext) {
        byte[] expanded = expand(seed);
        try {
            return decapsulateExpanded(expanded, ciphertext);
        } finally {
            Arrays.fill(expanded, (byte) 0);
        }
    }

    /// The same with the decapsulation key.
    ///
    /// @throws InvalidPublicKeyException if the ciphertext has a wrong size
    public byte[] decapsulateExpanded(byte[] expanded, byte[] ciphertext) {
        if (ciphertext.length != ciphertextSize) {
            throw new InvalidPublicKeyException("ML-KEM ciphertext");
        }
        return engine().decapsulate(expanded, ciphertext);
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

    private int publicKeyAt() {
        return rank * POLYNOMIAL;
    }

    private KemEngine engine() {
        return switch (this) {
            case ML_KEM_768 -> Engine768.ENGINE;
            case ML_KEM_1024 -> Engine1024.ENGINE;
        };
    }

    private static void checkSeed(byte[] seed) {
        if (seed.length != SEED) {
            throw new IllegalArgumentException("an ML-KEM seed is 64 bytes");
        }
    }

    private static InvalidPublicKeyException invalid() {
        return new InvalidPublicKeyException("ML-KEM key");
    }

    // each is chosen at its first use and not with the enum: sizes alone need no engine
    private static final class Engine768 {
        static final KemEngine ENGINE = Engines.kem(ML_KEM_768);
    }

    private static final class Engine1024 {
        static final KemEngine ENGINE = Engines.kem(ML_KEM_1024);
    }
}
