package org.sotto.crypto.proof;

import java.security.SecureRandom;
import java.util.Arrays;
import org.sotto.crypto.InvalidPublicKeyException;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Hash;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.crypto.primitive.Mac;
import org.sotto.crypto.primitive.Ristretto;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// A non-interactive proof of knowledge of a device's secret (RFC 8235, over ristretto255; section 8 of
/// docs/protocol.md). It says nothing about the secret and is good in one [ProofContext] only.
///
/// Layout, 64 bytes: c 32 ‖ s 32, both canonical scalars.
public final class SchnorrProof {
    /// Size in bytes.
    public static final int SIZE = 64;

    /// Fresh bytes in the derivation of k, so that neither a weak generator nor a fault alone repeats it.
    private static final int FRESH = 64;
    private static final String WHAT = "proof";

    private final byte[] c;
    private final byte[] s;

    private SchnorrProof(byte[] c, byte[] s) {
        this.c = c;
        this.s = s;
    }

    /// @throws IllegalArgumentException if the secret is not that of the context's public key
    public static SchnorrProof prove(SecretBytes deviceSecret, ProofContext context, SecureRandom random) {
        byte[] y = SecretAccess.bytes(deviceSecret);
        if (!Mac.equal(Ristretto.baseMultiply(y), context.publicKey())) {
            throw new IllegalArgumentException("the secret is not that of the context's key");
        }
        byte[] k = nonce(y, context, random);
        byte[] c = challenge(context, Ristretto.baseMultiply(k));
        byte[] s = Ristretto.multiplyAdd(c, y, k);
        Arrays.fill(k, (byte) 0);
        return new SchnorrProof(c, s);
    }

    /// Whether the owner of the context's key made this proof for this context. False too for a key that is no key.
    public boolean verify(ProofContext context) {
        byte[] commitment;
        try {
            commitment = Ristretto.doubleMultiplySubtract(s, c, context.publicKey());
        } catch (InvalidPublicKeyException e) {
            return false;
        }
        return Mac.equal(c, challenge(context, commitment));
    }

    /// @throws MalformedException if there are not exactly 64 bytes, or a scalar is not canonical
    public static SchnorrProof decode(byte[] bytes) {
        ByteReader in = ByteReader.exactly(bytes, SIZE, WHAT);
        SchnorrProof proof = new SchnorrProof(scalar(in), scalar(in));
        in.end();
        return proof;
    }

    public byte[] encode() {
        return new ByteWriter(SIZE).bytes(c).bytes(s).toByteArray();
    }

    private static byte[] nonce(byte[] y, ProofContext context, SecureRandom random) {
        byte[] input = Arrays.copyOf(y, y.length + FRESH);
        byte[] fresh = new byte[FRESH];
        byte[] k;
        do {
            random.nextBytes(fresh);
            System.arraycopy(fresh, 0, input, y.length, FRESH);
            byte[] wide = Hkdf.derive(null, input, Label.AUTH_NONCE.with(context.transcript()), Ristretto.WIDE);
            k = Ristretto.reduceWide(wide);
            Arrays.fill(wide, (byte) 0);
        } while (Ristretto.isZero(k));
        Arrays.fill(fresh, (byte) 0);
        Arrays.fill(input, (byte) 0);
        return k;
    }

    private static byte[] challenge(ProofContext context, byte[] commitment) {
        return Ristretto.reduceWide(Hash.sha512(context.transcript(), commitment));
    }

    private static byte[] scalar(ByteReader in) {
        byte[] scalar = in.bytes(Ristretto.SIZE);
        try {
            Ristretto.checkScalar(scalar);
            return scalar;
        } catch (InvalidPublicKeyException e) {
            throw new MalformedException(Kind.NON_CANONICAL, WHAT);
        }
    }
}
