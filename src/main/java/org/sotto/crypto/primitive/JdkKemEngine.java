package org.sotto.crypto.primitive;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KEM;

/// The JDK's ML-KEM. It has no interface for seeds, but makes its key pair from the 64 bytes d ‖ z that its generator
/// is given. That is no promise of the JDK's: [#ifItKeepsToSeeds] checks it before the engine is used.
final class JdkKemEngine implements KemEngine {
    private static final String NAME = "ML-KEM";
    private static final Provider JDK = Security.getProvider("SunJCE");

    private final NamedParameterSpec parameters;
    private final KEM kem;
    private final int publicKeySize;
    /// What stands before the key in a SubjectPublicKeyInfo.
    private final byte[] prefix;

    private JdkKemEngine(MlKem set) throws GeneralSecurityException {
        this.parameters = switch (set) {
            case ML_KEM_768 -> NamedParameterSpec.ML_KEM_768;
            case ML_KEM_1024 -> NamedParameterSpec.ML_KEM_1024;
        };
        this.kem = KEM.getInstance(NAME, JDK);
        this.publicKeySize = set.publicKeySize();
        byte[] encoded = keyPair(new byte[MlKem.SEED]).getPublic().getEncoded();
        this.prefix = Arrays.copyOf(encoded, encoded.length - publicKeySize);
    }

    /// The engine, if it makes the key of FIPS 203 from a seed. The known key is compared by its hash: asking a second
    /// implementation would cost each start of the program 50 ms.
    static Optional<KemEngine> ifItKeepsToSeeds(MlKem set) {
        return ifItMakes(set, knownKey(set));
    }

    static Optional<KemEngine> ifItMakes(MlKem set, String knownKey) {
        try {
            KemEngine engine = new JdkKemEngine(set);
            byte[] hash = Hash.sha256(engine.publicKey(countingSeed()));
            return HexFormat.of().formatHex(hash).equals(knownKey) ? Optional.of(engine) : Optional.empty();
        } catch (GeneralSecurityException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /// SHA-256 of the encapsulation key of the seed 00 01 … 3f.
    private static String knownKey(MlKem set) {
        return switch (set) {
            case ML_KEM_768 -> "0b7934c83125c788995e2ba6bd761e33046b3e40571be53e023309a29f398cc9";
            case ML_KEM_1024 -> "c7b8fa0aa471d5ae18922d6ccad5b31e1d84f92ae723abfd13747018740a8530";
        };
    }

    private static byte[] countingSeed() {
        byte[] seed = new byte[MlKem.SEED];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = (byte) i;
        }
        return seed;
    }

    @Override
    public byte[] publicKey(byte[] seed) {
        try {
            byte[] encoded = keyPair(seed).getPublic().getEncoded();
            return Arrays.copyOfRange(encoded, encoded.length - publicKeySize, encoded.length);
        } catch (GeneralSecurityException e) {
            throw broken(e);
        }
    }

    @Override
    public Encapsulated encapsulate(byte[] publicKey, SecureRandom random) {
        byte[] encoded = Arrays.copyOf(prefix, prefix.length + publicKeySize);
        System.arraycopy(publicKey, 0, encoded, prefix.length, publicKeySize);
        try {
            PublicKey key = KeyFactory.getInstance(NAME, JDK).generatePublic(new X509EncodedKeySpec(encoded));
            KEM.Encapsulated result = kem.newEncapsulator(key, random).encapsulate();
            return new Encapsulated(result.encapsulation(), result.key().getEncoded());
        } catch (GeneralSecurityException e) {
            throw broken(e);
        }
    }

    @Override
    public byte[] decapsulate(byte[] seed, byte[] ciphertext) {
        try {
            return kem.newDecapsulator(keyPair(seed).getPrivate())
                    .decapsulate(ciphertext)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw broken(e);
        }
    }

    private KeyPair keyPair(byte[] seed) throws GeneralSecurityException {
        FixedRandom random = new FixedRandom(seed);
        KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME, JDK);
        generator.initialize(parameters, random);
        KeyPair pair = generator.generateKeyPair();
        if (!random.isSpent()) {
            throw new IllegalStateException("the JDK did not make its ML-KEM key from the whole seed");
        }
        return pair;
    }

    private static IllegalStateException broken(GeneralSecurityException e) {
        return new IllegalStateException("the JDK's ML-KEM refused a valid call", e);
    }
}
