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
        byte[] out = concat(KEM.publicKey(kemSeed(expanded)), X25519.publicKey(agreementKey(expanded)));
        Arrays.fill(expanded, (byte) 0);
        return out;
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
        byte[] peer = tail(publicKey, KEM.publicKeySize());
        byte[] ephemeral = tail(seed, 32);
        byte[] ephemeralPublic = X25519.publicKey(ephemeral);
        byte[] agreed = X25519.agree(ephemeral, peer);
        byte[] kemKey = Arrays.copyOf(publicKey, KEM.publicKeySize());
        try (Encapsulated kem = KEM.encapsulate(kemKey, new FixedRandom(Arrays.copyOf(seed, 32)))) {
            byte[] secret = combine(kem.sharedSecret(), agreed, ephemeralPublic, peer);
            return new Encapsulated(concat(kem.ciphertext(), ephemeralPublic), secret);
        }
    }

    /// The 32-byte shared secret; another one for a tampered ML-KEM half.
    ///
    /// @throws InvalidPublicKeyException if the ciphertext has a wrong size or its X25519 half is refused
    public static byte[] decapsulate(byte[] seed, byte[] ciphertext) {
        if (ciphertext.length != CIPHERTEXT) {
            throw new InvalidPublicKeyException("X-Wing ciphertext");
        }
        byte[] expanded = expand(seed);
        byte[] ephemeralPublic = tail(ciphertext, KEM.ciphertextSize());
        byte[] own = agreementKey(expanded);
        byte[] agreed = X25519.agree(own, ephemeralPublic);
        byte[] shared = KEM.decapsulate(kemSeed(expanded), Arrays.copyOf(ciphertext, KEM.ciphertextSize()));
        Arrays.fill(expanded, (byte) 0);
        return combine(shared, agreed, ephemeralPublic, X25519.publicKey(own));
    }

    /// @throws InvalidPublicKeyException if the size is wrong or either half is not a key
    public static void checkPublicKey(byte[] publicKey) {
        if (publicKey.length != PUBLIC) {
            throw new InvalidPublicKeyException("X-Wing key");
        }
        KEM.checkPublicKey(Arrays.copyOf(publicKey, KEM.publicKeySize()));
        X25519.checkPublic(tail(publicKey, KEM.publicKeySize()));
    }

    private static byte[] combine(byte[] kemSecret, byte[] agreed, byte[] ciphertextX, byte[] publicX) {
        return Hash.sha3(kemSecret, agreed, ciphertextX, publicX, LABEL);
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

    private static byte[] tail(byte[] bytes, int from) {
        return Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] out = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, out, a.length, b.length);
        return out;
    }
}
