package org.sotto.crypto.primitive;

import org.bouncycastle.math.ec.rfc7748.X25519;

/// Bouncy Castle's X25519: faster than the JDK's.
record BouncyAgreement() implements AgreementEngine {
    @Override
    public byte[] publicKey(byte[] privateKey) {
        byte[] out = new byte[X25519.POINT_SIZE];
        X25519.generatePublicKey(privateKey, 0, out, 0);
        return out;
    }

    @Override
    public byte[] agree(byte[] privateKey, byte[] publicKey) {
        byte[] out = new byte[X25519.POINT_SIZE];
        X25519.scalarMult(privateKey, 0, publicKey, 0, out, 0);
        return out;
    }
}
