package org.sotto.crypto.key;

import java.security.SecureRandom;
import org.sotto.crypto.primitive.MlKem;
import org.sotto.crypto.primitive.X25519;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;

/// A one-time prekey with its private halves.
///
/// Stored form, 1,765 bytes: tag 1 ‖ X25519 private key 32 ‖ ML-KEM-1024 seed 64 ‖ record 1,668.
public final class OneTimePreKeyPair implements AutoCloseable {
    private static final int STORED = 1 + X25519.SIZE + MlKem.SEED + OneTimePreKey.SIZE;

    private final SecretBytes x25519;
    private final SecretBytes kemSeed;
    private final OneTimePreKey record;

    private OneTimePreKeyPair(byte[] x25519, byte[] kemSeed, OneTimePreKey record) {
        this.x25519 = SecretBytes.adopt(x25519);
        this.kemSeed = SecretBytes.adopt(kemSeed);
        this.record = record;
    }

    /// @param id a non-zero u32, drawn at random and new to the owner
    public static OneTimePreKeyPair generate(IdentityKeyPair owner, long id, SecureRandom random) {
        byte[] x25519 = X25519.generatePrivate(random);
        byte[] kemSeed = MlKem.ML_KEM_1024.generateSeed(random);
        OneTimePreKey record =
                OneTimePreKey.sign(owner, id, X25519.publicKey(x25519), MlKem.ML_KEM_1024.publicKey(kemSeed));
        return new OneTimePreKeyPair(x25519, kemSeed, record);
    }

    /// @throws MalformedException if the bytes are not a stored one-time prekey
    public static OneTimePreKeyPair decode(byte[] bytes) {
        ByteReader in = ByteReader.exactly(bytes, STORED, "stored one-time prekey");
        StoredKey.ONE_TIME_PREKEY.expect(in);
        return new OneTimePreKeyPair(
                in.bytes(X25519.SIZE), in.bytes(MlKem.SEED), OneTimePreKey.decode(in.bytes(OneTimePreKey.SIZE)));
    }

    public OneTimePreKey record() {
        return record;
    }

    /// X25519 private key, 32 bytes. Closed with this pair, like the seed.
    public SecretBytes x25519() {
        return x25519;
    }

    /// ML-KEM-1024 seed, 64 bytes.
    public SecretBytes kemSeed() {
        return kemSeed;
    }

    /// The stored form. It is secret: the caller wipes it.
    public byte[] encode() {
        ByteWriter out = new ByteWriter(STORED);
        StoredKey.ONE_TIME_PREKEY.write(out);
        out.bytes(x25519.bytes()).bytes(kemSeed.bytes()).bytes(record.encode());
        return out.take();
    }

    @Override
    public void close() {
        x25519.close();
        kemSeed.close();
    }

    @Override
    public String toString() {
        return "OneTimePreKeyPair[" + record.id() + "]";
    }
}
