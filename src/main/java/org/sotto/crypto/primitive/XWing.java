package org.sotto.crypto.primitive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.util.Arrays;
import org.sotto.crypto.InvalidPublicKeyException;

/// X-Wing (draft-connolly-cfrg-xwing-kem): ML-KEM-768 and X25519 in one KEM, safe while either of them is.
///
/// Stricter than the draft in one point: an X25519 half that [X25519] refuses is refused here.
public final class XWing {
    /// Size of a private key, its seed, in bytes.
    public static final int SEED = 32;
    /// Size of a public key in bytes: ML-KEM-768 1,184 ‖ X25519 32.
    public static final int PUBLIC = 1216;
    /// Size of a ciphertext in bytes: ML-KEM-768 1,088 ‖ X25519 32.
    public static final int CIPHERTEXT = 1120;

    private static final MlKem KEM = MlKem.ML_KEM_768;
    /// Comes last in the combiner; older drafts and libraries had it first.
    private static final byte[] LABEL = "\\.//^\\".getBytes(US_ASCII);

    private XWing() {}

    public static byte[] generateSeed(SecureRandom random) {
        byte[] seed = new byte[SEED];
        random.nextBytes(seed);
        return seed;
    }

    public static byte[] publicKey(byte[] seed) {
        byte[] expanded = expand(seed);
        byte[] kemSeed = kemSeed(expanded);
        byte[] agreementKey = agreementKey(expanded);
        try {
            return concat(KEM.publicKey(kemSeed), X25519.publicKey(agreementKey));
        } finally {
            wipe(expanded, kemSeed, agreementKey);
        }
    }

    /// @throws InvalidPublicKeyException as [#checkPublicKey], and if the X25519 half is of small order
    public static Encapsulated encapsulate(byte[] publicKey, SecureRandom random) {
        byte[] seed = new byte[64];
        random.nextBytes(seed);
        try {
            return encapsulate(publicKey, seed);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /// Section 5.4.1 of the draft: the 64 random bytes are given.
    static Encapsulated encapsulate(byte[] publicKey, byte[] seed) {
        checkPublicKey(publicKey);
        byte[] kemKey = Arrays.copyOf(publicKey, KEM.publicKeySize());
        byte[] peer = tail(publicKey, KEM.publicKeySize());
        byte[] m = Arrays.copyOf(seed, 32);
        byte[] ephemeral = tail(seed, 32);
        try (Encapsulated kem = KEM.encapsulate(kemKey, new FixedRandom(m))) {
            byte[] ephemeralPublic = X25519.publicKey(ephemeral);
            byte[] secret = combine(kem.sharedSecret(), X25519.agree(ephemeral, peer), ephemeralPublic, peer);
            return new Encapsulated(concat(kem.ciphertext(), ephemeralPublic), secret);
        } finally {
            wipe(m, ephemeral);
        }
    }

    /// The 32-byte shared secret; another one for a tampered ML-KEM half.
    ///
    /// @throws InvalidPublicKeyException if the ciphertext has a wrong size or its X25519 half is refused
    public static byte[] decapsulate(byte[] seed, byte[] ciphertext) {
        if (ciphertext.length != CIPHERTEXT) {
            throw new InvalidPublicKeyException("X-Wing ciphertext");
        }
        byte[] kemHalf = Arrays.copyOf(ciphertext, KEM.ciphertextSize());
        byte[] ephemeralPublic = tail(ciphertext, KEM.ciphertextSize());
        byte[] expanded = expand(seed);
        byte[] kemSeed = kemSeed(expanded);
        byte[] own = agreementKey(expanded);
        try {
            byte[] agreed = X25519.agree(own, ephemeralPublic);
            return combine(KEM.decapsulate(kemSeed, kemHalf), agreed, ephemeralPublic, X25519.publicKey(own));
        } finally {
            wipe(expanded, kemSeed, own);
        }
    }

    /// @throws InvalidPublicKeyException if the size is wrong or either half is not a key
    public static void checkPublicKey(byte[] publicKey) {
        if (publicKey.length != PUBLIC) {
            throw new InvalidPublicKeyException("X-Wing key");
        }
        KEM.checkPublicKey(Arrays.copyOf(publicKey, KEM.publicKeySize()));
        X25519.checkPublic(tail(publicKey, KEM.publicKeySize()));
    }

    /// The combiner of the draft. Wipes both secrets.
    private static byte[] combine(byte[] kemSecret, byte[] agreed, byte[] ciphertextX, byte[] publicX) {
        byte[] combined = Hash.sha3(kemSecret, agreed, ciphertextX, publicX, LABEL);
        wipe(kemSecret, agreed);
        return combined;
    }

    /// ML-KEM seed 64 ‖ X25519 private key 32.
    private static byte[] expand(byte[] seed) {
        if (seed.length != SEED) {
            throw new IllegalArgumentException("an X-Wing seed is 32 bytes");
        }
        return Hash.shake256(seed, MlKem.SEED + X25519.SIZE);
    }

    private static byte[] kemSeed(byte[] expanded) {
        return Arrays.copyOf(expanded, MlKem.SEED);
    }

    private static byte[] agreementKey(byte[] expanded) {
        return tail(expanded, MlKem.SEED);
    }

    private static void wipe(byte[]... secrets) {
        for (byte[] secret : secrets) {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }
}
