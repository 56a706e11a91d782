package org.sotto.crypto.primitive;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id, version 0x13 (RFC 9106), by Bouncy Castle.
public final class Argon2id {
    private static final byte[] NONE = {};

    private Argon2id() {}

    /// What one derivation costs.
    ///
    /// @param memoryKib memory in KiB, at least 8 × `parallelism`
    /// @param iterations passes over the memory, at least 1
    /// @param parallelism lanes, 1 to 255
    public record Cost(int memoryKib, int iterations, int parallelism) {
        public Cost {
            if (parallelism < 1 || parallelism > 255 || iterations < 1 || memoryKib < 8 * parallelism) {
                throw new IllegalArgumentException("not a cost for Argon2id");
            }
        }
    }

    /// `length` bytes from a passphrase. Blocks for the time that the cost asks for.
    public static byte[] derive(byte[] passphrase, byte[] salt, Cost cost, int length) {
        return derive(passphrase, salt, NONE, NONE, cost, length);
    }

    static byte[] derive(byte[] passphrase, byte[] salt, byte[] secret, byte[] ad, Cost cost, int length) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib)
                .withIterations(cost.iterations)
                .withParallelism(cost.parallelism)
                .withSalt(salt)
                .withSecret(secret)
                .withAdditional(ad)
                .build();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] out = new byte[length];
        generator.generateBytes(passphrase, out);
        return out;
    }
}
