package org.sotto.crypto.primitive;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/// libsodium's Ed25519: takes six tenths of the time of Bouncy Castle's. Long messages go to that one.
///
/// libsodium verifies without the cofactor and refuses an R of small order. Who builds a key for it can make signatures
/// on which it and Bouncy Castle differ, and so two devices would. What libsodium refuses is therefore asked once more.
record SodiumSignature(MethodHandle keyPair, MethodHandle sign, MethodHandle verify) implements SignatureEngine {
    private static final BouncySignature BOUNCY = new BouncySignature();
    /// Seed ‖ public key.
    private static final int EXPANDED = 64;

    SodiumSignature(Sodium sodium) {
        this(
                sodium.function("crypto_sign_ed25519_seed_keypair", Sodium.BINARY),
                sodium.function("crypto_sign_ed25519_detached", Sodium.SIGN),
                sodium.function("crypto_sign_ed25519_verify_detached", Sodium.VERIFY));
    }

    @Override
    public byte[] publicKey(byte[] seed) {
        byte[] expanded = expand(seed);
        byte[] publicKey = Arrays.copyOfRange(expanded, Ed25519.KEY, EXPANDED);
        Arrays.fill(expanded, (byte) 0);
        return publicKey;
    }

    @Override
    public byte[] sign(byte[] seed, byte[] message) {
        if (message.length > Sodium.LONGEST) {
            return BOUNCY.sign(seed, message);
        }
        byte[] out = new byte[Ed25519.SIGNATURE];
        byte[] expanded = expand(seed);
        try {
            int ignored = (int) sign.invokeExact(
                    Sodium.of(out), MemorySegment.NULL, Sodium.of(message), (long) message.length, Sodium.of(expanded));
            return out;
        } catch (Throwable e) {
            throw Sodium.impossible(e);
        } finally {
            Arrays.fill(expanded, (byte) 0);
        }
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        boolean isGood = message.length <= Sodium.LONGEST && callVerify(publicKey, message, signature);
        return isGood || BOUNCY.verify(publicKey, message, signature);
    }

    private boolean callVerify(byte[] publicKey, byte[] message, byte[] signature) {
        try {
            return 0
                    == (int) verify.invokeExact(
                            Sodium.of(signature), Sodium.of(message), (long) message.length, Sodium.of(publicKey));
        } catch (Throwable e) {
            throw Sodium.impossible(e);
        }
    }

    private byte[] expand(byte[] seed) {
        byte[] expanded = new byte[EXPANDED];
        byte[] publicKey = new byte[Ed25519.KEY];
        try {
            int ignored = (int) keyPair.invokeExact(Sodium.of(publicKey), Sodium.of(expanded), Sodium.of(seed));
            return expanded;
        } catch (Throwable e) {
            throw Sodium.impossible(e);
        }
    }
}
