package org.sotto.crypto.primitive;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.KEM;
import javax.security.auth.DestroyFailedException;

/// The JDK's ML-KEM. It has no interface for seeds, but makes its key pair from the 64 bytes d ‖ z that its generator
/// is given. That is no promise of the JDK's: [#ifItKeepsToSeeds] checks it before the engine is used.
final class JdkKemEngine implements KemEngine {
    private static final String NAME = "ML-KEM";
    private static final Provider JDK = Security.getProvider("SunJCE");

    private final NamedParameterSpec parameters;
    private final KEM kem;
    private final int expandedSize;

    private JdkKemEngine(MlKem set) throws GeneralSecurityException {
        this.parameters = switch (set) {
            case ML_KEM_768 -> NamedParameterSpec.ML_KEM_768;
            case ML_KEM_1024 -> NamedParameterSpec.ML_KEM_1024;
        };
        this.kem = KEM.getInstance(NAME, JDK);
        this.expandedSize = set.expandedSize();
    }

    /// The engine, if it makes the key of FIPS 203 from a seed and takes keys as they are. The known key is compared by
    /// its hash: asking a second implementation would cost each start of the program 50 ms.
    static Optional<KemEngine> ifItKeepsToSeeds(MlKem set) {
        return ifItMakes(set, knownKey(set));
    }

    static Optional<KemEngine> ifItMakes(MlKem set, String knownKey) {
        try {
            JdkKemEngine engine = new JdkKemEngine(set);
            byte[] expanded = engine.expand(countingSeed());
            engine.checkThatItTakes(set.publicKeyOf(expanded), expanded);
            byte[] hash = Hash.sha256(expanded);
            return HexFormat.of().formatHex(hash).equals(knownKey) ? Optional.of(engine) : Optional.empty();
        } catch (GeneralSecurityException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /// SHA-256 of the decapsulation key of the seed 00 01 … 3f.
    private static String knownKey(MlKem set) {
        return switch (set) {
            case ML_KEM_768 -> "dac268bde6a8dd238e9887117d6b664e7a7a9350ad6b7c08a948e504809572a5";
            case ML_KEM_1024 -> "3a2a676c5a242ee683cb6097c8f3e64fbef4d90267f9250ec2beab8f99621fad";
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
    public byte[] expand(byte[] seed) {
        try {
            PrivateKey key = keyPair(seed).getPrivate();
            byte[] encoded = key.getEncoded();
            byte[] expanded = Arrays.copyOfRange(encoded, encoded.length - expandedSize, encoded.length);
            Arrays.fill(encoded, (byte) 0);
            key.destroy();
            return expanded;
        } catch (GeneralSecurityException | DestroyFailedException e) {
            throw broken(e);
        }
    }

    @Override
    public Encapsulated encapsulate(byte[] publicKey, SecureRandom random) {
        try {
            KEM.Encapsulated result = kem.newEncapsulator(new RawPublic(publicKey, parameters), random)
                    .encapsulate();
            return new Encapsulated(result.encapsulation(), result.key().getEncoded());
        } catch (GeneralSecurityException e) {
            throw broken(e);
        }
    }

    @Override
    public byte[] decapsulate(byte[] expanded, byte[] ciphertext) {
        try {
            return kem.newDecapsulator(new RawPrivate(expanded, parameters))
                    .decapsulate(ciphertext)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw broken(e);
        }
    }

    private void checkThatItTakes(byte[] publicKey, byte[] expanded) throws GeneralSecurityException {
        KEM.Encapsulator ignored = kem.newEncapsulator(new RawPublic(publicKey, parameters));
        KEM.Decapsulator too = kem.newDecapsulator(new RawPrivate(expanded, parameters));
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

    private static IllegalStateException broken(Exception e) {
        return new IllegalStateException("the JDK's ML-KEM refused a valid call", e);
    }

    /// A key that is its own encoding, which spares both sides ASN.1.
    private abstract static class Raw implements Key {
        private static final long serialVersionUID = 1L;

        private final transient byte[] bytes;
        private final transient NamedParameterSpec parameters;

        Raw(byte[] bytes, NamedParameterSpec parameters) {
            this.bytes = bytes;
            this.parameters = parameters;
        }

        @Override
        public String getAlgorithm() {
            return NAME;
        }

        @Override
        public String getFormat() {
            return "RAW";
        }

        @Override
        public byte[] getEncoded() {
            return bytes;
        }

        public AlgorithmParameterSpec getParams() {
            return parameters;
        }
    }

    private static final class RawPublic extends Raw implements PublicKey {
        private static final long serialVersionUID = 1L;

        RawPublic(byte[] bytes, NamedParameterSpec parameters) {
            super(bytes, parameters);
        }
    }

    private static final class RawPrivate extends Raw implements PrivateKey {
        private static final long serialVersionUID = 1L;

        RawPrivate(byte[] bytes, NamedParameterSpec parameters) {
            super(bytes, parameters);
        }
    }
}
