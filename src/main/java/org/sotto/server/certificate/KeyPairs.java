package org.sotto.server.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;

/// P-256 key pairs (FIPS 186-5): what every TLS 1.3 client can verify.
final class KeyPairs {
    private KeyPairs() {}

    static KeyPair generate(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }

    /// @throws SignatureException if the two halves do not belong together
    static void check(KeyPair keys) throws GeneralSecurityException {
        byte[] probe = {1};
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(keys.getPrivate());
        signer.update(probe);
        byte[] signature = signer.sign();
        signer.initVerify(keys.getPublic());
        signer.update(probe);
        if (!signer.verify(signature)) {
            throw new SignatureException("key and certificate do not belong together");
        }
    }
}
