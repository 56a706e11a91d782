package org.sotto.crypto.primitive;

import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/// PBKDF2 (RFC 8018) with HMAC-SHA-512, by Bouncy Castle: the JDK's takes characters where we have bytes.
public final class Pbkdf2 {
    private Pbkdf2() {}

    /// `length` bytes. Blocks for the time that the iterations ask for.
    ///
    /// @param iterations at least 1
    public static byte[] derive(byte[] content, byte[] salt, int iterations, int length) {
        if (iterations < 1 || length < 1) {
            throw new IllegalArgumentException("not a cost or a length for PBKDF2");
        }
        PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA512Digest());
        generator.init(content, salt, iterations);
        return ((KeyParameter) generator.generateDerivedParameters(Byte.SIZE * length)).getKey();
    }
}
