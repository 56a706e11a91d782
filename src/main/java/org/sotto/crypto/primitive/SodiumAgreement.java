package org.sotto.crypto.primitive;

import java.lang.invoke.MethodHandle;
import org.bouncycastle.math.ec.rfc7748.X25519Field;

/// libsodium's X25519: takes half the time of Bouncy Castle's.
///
/// Its own multiplication of the base point climbs the same ladder as any other. That of Ed25519 uses tables and takes
/// half the time, so a public key is made on that curve and carried over.
record SodiumAgreement(MethodHandle multiply, MethodHandle multiplyEdwardsBase) implements AgreementEngine {
    SodiumAgreement(Sodium sodium) {
        this(
                sodium.function("crypto_scalarmult_curve25519", Sodium.BINARY),
                sodium.function("crypto_scalarmult_ed25519_base", Sodium.UNARY));
    }

    @Override
    public byte[] publicKey(byte[] privateKey) {
        byte[] out = new byte[X25519.SIZE];
        try {
            // refuses the scalar 0 only, which clamping rules out
            int ignored = (int) multiplyEdwardsBase.invokeExact(Sodium.of(out), Sodium.of(privateKey));
        } catch (Throwable e) {
            throw Sodium.impossible(e);
        }
        return toMontgomery(out);
    }

    /// u = (1 + y) / (1 − y) (RFC 7748, 4.1). The point is public: its time may vary.
    private static byte[] toMontgomery(byte[] edwards) {
        int[] one = X25519Field.create();
        int[] y = X25519Field.create();
        int[] numerator = X25519Field.create();
        int[] denominator = X25519Field.create();
        X25519Field.one(one);
        // ignores the top bit, the sign of x
        X25519Field.decode(edwards, 0, y);
        X25519Field.apm(one, y, numerator, denominator);
        X25519Field.invVar(denominator, denominator);
        X25519Field.mul(numerator, denominator, y);
        X25519Field.normalize(y);
        byte[] u = new byte[X25519.SIZE];
        X25519Field.encode(y, u, 0);
        return u;
    }

    @Override
    public byte[] agree(byte[] privateKey, byte[] publicKey) {
        byte[] out = new byte[X25519.SIZE];
        try {
            // refuses small order before it writes anything: zeros
            int ignored = (int) multiply.invokeExact(Sodium.of(out), Sodium.of(privateKey), Sodium.of(publicKey));
            return out;
        } catch (Throwable e) {
            throw Sodium.impossible(e);
        }
    }
}
