package org.sotto.crypto.proof;

import java.security.SecureRandom;
import org.sotto.crypto.InvalidPublicKeyException;
import org.sotto.crypto.key.HeldSecret;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.key.StoredKey;
import org.sotto.crypto.primitive.Mac;
import org.sotto.crypto.primitive.Ristretto;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// The key by which a device proves itself to its server: a secret scalar y and Y = yG in ristretto255.
///
/// Stored form, 33 bytes: tag 1 ‖ y 32.
public final class DeviceKeyPair implements AutoCloseable {
    private static final int STORED = 1 + Ristretto.SIZE;
    private static final String WHAT = "stored device key";

    private final HeldSecret secret;
    private final byte[] publicKey;

    private DeviceKeyPair(byte[] secret) {
        this.publicKey = Ristretto.baseMultiply(secret);
        this.secret = HeldSecret.adopt(secret);
    }

    public static DeviceKeyPair generate(SecureRandom random) {
        return new DeviceKeyPair(Ristretto.randomScalar(random));
    }

    /// @throws MalformedException if the bytes are not a stored device key, or its scalar is zero or not canonical
    public static DeviceKeyPair decode(byte[] bytes) {
        ByteReader in = ByteReader.exactly(bytes, STORED, WHAT);
        StoredKey.DEVICE.expect(in);
        byte[] secret = in.bytes(Ristretto.SIZE);
        in.end();
        try {
            Ristretto.checkScalar(secret);
        } catch (InvalidPublicKeyException e) {
            throw new MalformedException(Kind.NON_CANONICAL, WHAT);
        }
        if (Ristretto.isZero(secret)) {
            throw new MalformedException(Kind.OUT_OF_RANGE, WHAT);
        }
        return new DeviceKeyPair(secret);
    }

    /// Y, 32 bytes.
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /// Whether the two halves still belong together, as they did when they were read.
    public boolean isSound() {
        try (SecretBytes y = secret.copy()) {
            return Mac.equal(Ristretto.baseMultiply(SecretAccess.bytes(y)), publicKey);
        }
    }

    /// A copy of y, 32 bytes, for one use. The caller closes it.
    public SecretBytes secret() {
        return secret.copy();
    }

    /// The stored form. It is secret: the caller wipes it.
    public byte[] encode() {
        ByteWriter out = new ByteWriter(STORED);
        StoredKey.DEVICE.write(out);
        try (SecretBytes y = secret.copy()) {
            return out.bytes(SecretAccess.bytes(y)).toByteArray();
        } finally {
            out.wipe();
        }
    }

    @Override
    public void close() {
        secret.close();
    }

    @Override
    public String toString() {
        return "DeviceKeyPair";
    }
}
