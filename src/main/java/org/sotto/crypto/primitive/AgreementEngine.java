package org.sotto.crypto.primitive;

/// One implementation of X25519 behind [X25519], which checks sizes and the public key's encoding before, and that the
/// result is not zero after.
sealed interface AgreementEngine permits BouncyAgreement, SodiumAgreement {
    byte[] publicKey(byte[] privateKey);

    /// Zeros for a public key of small order.
    byte[] agree(byte[] privateKey, byte[] publicKey);
}
