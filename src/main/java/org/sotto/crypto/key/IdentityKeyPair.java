package org.sotto.crypto.key;

import java.security.SecureRandom;
import org.sotto.crypto.primitive.Ed25519;
import org.sotto.crypto.primitive.X25519;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;

/// A person's long-term keys: Ed25519 for signatures and X25519 for agreement, never one for both.
///
/// Stored form, 65 bytes: tag 1 ‖ Ed25519 seed 32 ‖ X25519 private key 32. The record follows from it, since Ed25519
/// signatures are deterministic.
public final class IdentityKeyPair implements AutoCloseable {
    private static final int STORED = 65;

    private final HeldSecret signingSeed;
    private final HeldSecret agreementKey;
    private final IdentityRecord record;

    private IdentityKeyPair(byte[] signingSeed, byte[] agreementKey) {
        this.record = IdentityRecord.sign(signingSeed, X25519.publicKey(agreementKey));
        this.signingSeed = HeldSecret.adopt(signingSeed);
        this.agreementKey = HeldSecret.adopt(agreementKey);
    }

    public static IdentityKeyPair generate(SecureRandom random) {
        return new IdentityKeyPair(Ed25519.generatePrivate(random), X25519.generatePrivate(random));
    }

    /// @throws MalformedException if the bytes are not a stored identity
    public static IdentityKeyPair decode(byte[] bytes) {
        ByteReader in = ByteReader.exactly(bytes, STORED, "stored identity");
        StoredKey.IDENTITY.expect(in);
        return new IdentityKeyPair(in.bytes(Ed25519.KEY), in.bytes(X25519.SIZE));
    }

    public IdentityRecord record() {
        return record;
    }

    /// Signs `message`, which starts with the label of its purpose: 64 bytes.
    public byte[] sign(byte[] message) {
        try (SecretBytes seed = signingSeed.copy()) {
            return Ed25519.sign(seed.bytes(), message);
        }
    }

    /// A copy of the X25519 private key for one use. The caller closes it.
    public SecretBytes agreementKey() {
        return agreementKey.copy();
    }

    /// The stored form. It is secret: the caller wipes it.
    public byte[] encode() {
        ByteWriter out = new ByteWriter(STORED);
        StoredKey.IDENTITY.write(out);
        try (SecretBytes seed = signingSeed.copy();
                SecretBytes agreement = agreementKey.copy()) {
            return out.bytes(seed.bytes()).bytes(agreement.bytes()).toByteArray();
        } finally {
            out.wipe();
        }
    }

    @Override
    public void close() {
        signingSeed.close();
        agreementKey.close();
    }

    @Override
    public String toString() {
        return "IdentityKeyPair[" + record.fingerprint() + "]";
    }
}
