package org.sotto.crypto.primitive;

import java.security.SecureRandom;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/// Bouncy Castle's ML-KEM, which takes seeds by its own interface.
final class BouncyKemEngine implements KemEngine {
    private final MLKEMParameters parameters;

    BouncyKemEngine(MlKem set) {
        this.parameters = switch (set) {
            case ML_KEM_768 -> MLKEMParameters.ml_kem_768;
            case ML_KEM_1024 -> MLKEMParameters.ml_kem_1024;
        };
    }

    @Override
    public byte[] expand(byte[] seed) {
        return new MLKEMPrivateKeyParameters(parameters, seed).getEncoded();
    }

    @Override
    public Encapsulated encapsulate(byte[] publicKey, SecureRandom random) {
        byte[] m = new byte[32];
        random.nextBytes(m);
        SecretWithEncapsulation result =
                MLKEMGenerator.internalGenerateEncapsulated(new MLKEMPublicKeyParameters(parameters, publicKey), m);
        return new Encapsulated(result.getEncapsulation(), result.getSecret());
    }

    @Override
    public byte[] decapsulate(byte[] expanded, byte[] ciphertext) {
        return new MLKEMExtractor(new MLKEMPrivateKeyParameters(parameters, expanded)).extractSecret(ciphertext);
    }
}
