package org.sotto.crypto.primitive;

/// Bouncy Castle's Ed25519.
record BouncySignature() implements SignatureEngine {
    @Override
    public byte[] publicKey(byte[] seed) {
        byte[] out = new byte[Ed25519.KEY];
        org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, out, 0);
        return out;
    }

    @Override
    public byte[] sign(byte[] seed, byte[] message) {
        byte[] out = new byte[Ed25519.SIGNATURE];
        org.bouncycastle.math.ec.rfc8032.Ed25519.sign(seed, 0, message, 0, message.length, out, 0);
        return out;
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        return org.bouncycastle.math.ec.rfc8032.Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
    }
}
