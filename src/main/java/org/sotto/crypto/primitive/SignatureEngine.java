package org.sotto.crypto.primitive;

/// One implementation of Ed25519 behind [Ed25519], which has checked sizes and, before verification, everything that is
/// refused beyond the equation.
sealed interface SignatureEngine permits BouncySignature, SodiumSignature {
    byte[] publicKey(byte[] seed);

    byte[] sign(byte[] seed, byte[] message);

    /// Whether 8sB = 8R + 8hA (RFC 8032, 5.1.7), also for R of small order and A with a part of small order.
    boolean verify(byte[] publicKey, byte[] message, byte[] signature);
}
