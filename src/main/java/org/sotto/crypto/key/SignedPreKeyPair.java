package org.sotto.crypto.key;

import java.security.SecureRandom;
import org.sotto.crypto.primitive.MlKem;
import org.sotto.crypto.primitive.X25519;
import org.sotto.crypto.primitive.XWing;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;

/// A signed prekey with its private halves.
///
/// Stored form, 3,031 bytes: tag 1 ‖ X25519 private key 32 ‖ ML-KEM-1024 seed 64 ‖ X-Wing seed 32 ‖ record 2,902.
public final class SignedPreKeyPair implements AutoCloseable {
    private static final int STORED = 1 + X25519.SIZE + MlKem.SEED + XWing.SEED + SignedPreKey.SIZE;

    private final SecretBytes x25519;
    private final SecretBytes kemSeed;
    private final SecretBytes sealSeed;
    private final SignedPreKey record;

    private SignedPreKeyPair(byte[] x25519, byte[] kemSeed, byte[] sealSeed, SignedPreKey record) {
        this.x25519 = SecretBytes.adopt(x25519);
        this.kemSeed = SecretBytes.adopt(kemSeed);
        this.sealSeed = SecretBytes.adopt(sealSeed);
        this.record = record;
    }

    /// @param id a non-zero u32, drawn at random and new to the owner
    /// @param createdMs milliseconds since the epoch
    public static SignedPreKeyPair generate(IdentityKeyPair owner, long id, long createdMs, SecureRandom random) {
        byte[] x25519 = X25519.generatePrivate(random);
        byte[] kemSeed = MlKem.ML_KEM_1024.generateSeed(random);
        byte[] sealSeed = XWing.generateSeed(random);
        SignedPreKey record = SignedPreKey.sign(
                owner,
                id,
                createdMs,
                X25519.publicKey(x25519),
                MlKem.ML_KEM_1024.publicKey(kemSeed),
                XWing.publicKey(sealSeed));
        return new SignedPreKeyPair(x25519, kemSeed, sealSeed, record);
    }

    /// @throws MalformedException if the bytes are not a stored signed prekey
    public static SignedPreKeyPair decode(byte[] bytes) {
        ByteReader in = ByteReader.exactly(bytes, STORED, "stored signed prekey");
        StoredKey.SIGNED_PREKEY.expect(in);
        return new SignedPreKeyPair(
                in.bytes(X25519.SIZE),
                in.bytes(MlKem.SEED),
                in.bytes(XWing.SEED),
                SignedPreKey.decode(in.bytes(SignedPreKey.SIZE)));
    }

    public SignedPreKey record() {
        return record;
    }

    /// X25519 private key, 32 bytes. Closed with this pair, like the other two.
    public SecretBytes x25519() {
        return x25519;
    }

    /// ML-KEM-1024 seed, 64 bytes.
    public SecretBytes kemSeed() {
        return kemSeed;
    }

    /// X-Wing seed, 32 bytes.
    public SecretBytes sealSeed() {
        return sealSeed;
    }

    /// The stored form. It is secret: the caller wipes it.
    public byte[] encode() {
        ByteWriter out = new ByteWriter(STORED);
        StoredKey.SIGNED_PREKEY.write(out);
        out.bytes(x25519.bytes()).bytes(kemSeed.bytes()).bytes(sealSeed.bytes()).bytes(record.encode());
        return out.take();
    }

    @Override
    public void close() {
        x25519.close();
        kemSeed.close();
        sealSeed.close();
    }

    @Override
    public String toString() {
        return "SignedPreKeyPair[" + record.id() + "]";
    }
}
