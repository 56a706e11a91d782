package org.sotto.crypto.primitive;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/// The hashes of FIPS 180-4 and FIPS 202 that suite 1 uses, over the concatenation of their arguments.
public final class Hash {
    private Hash() {}

    /// SHA-512, `H` in the protocol: 64 bytes.
    public static byte[] sha512(byte[]... parts) {
        return of("SHA-512", parts);
    }

    /// SHA-256: 32 bytes.
    public static byte[] sha256(byte[]... parts) {
        return of("SHA-256", parts);
    }

    /// SHA3-256: 32 bytes.
    static byte[] sha3(byte[]... parts) {
        return of("SHA3-256", parts);
    }

    /// The first `length` bytes of SHAKE256. The JDK has no extendable output.
    static byte[] shake256(byte[] input, int length) {
        SHAKEDigest shake = new SHAKEDigest(256);
        shake.update(input, 0, input.length);
        byte[] out = new byte[length];
        shake.doFinal(out, 0, length);
        return out;
    }

    /// A new digest of the JDK's own. It costs 60 ns, less than sharing one between threads.
    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static byte[] of(String algorithm, byte[]... parts) {
        MessageDigest digest = digest(algorithm);
        for (byte[] part : parts) {
            digest.update(part);
        }
        byte[] hash = digest.digest();
        digest.reset(); // its buffer holds the end of the input, which may be a secret
        return hash;
    }
}
