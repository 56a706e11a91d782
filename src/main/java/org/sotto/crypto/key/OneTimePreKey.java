package org.sotto.crypto.key;

import java.util.Arrays;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.Label;
import org.sotto.crypto.primitive.Ed25519;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;

/// A prekey record for one handshake: X25519 and ML-KEM-1024 under one id and one signature (sections 2 and 13 of
/// docs/protocol.md). Decoding does not check the signature, [#verify] does.
///
/// Layout, 1,668 bytes: id 4 ‖ X25519 32 ‖ ML-KEM-1024 1,568 ‖ signature 64.
public final class OneTimePreKey {
    /// Size in bytes.
    public static final int SIZE = 1668;

    private static final int SIGNED = 1604;
    private static final String WHAT = "one-time prekey";

    private final byte[] encoded;
    private final long id;
    private final byte[] x25519;
    private final byte[] kem;

    private OneTimePreKey(byte[] encoded) {
        ByteReader in = ByteReader.exactly(encoded, SIZE, WHAT);
        this.encoded = encoded;
        this.id = PublicKeys.id(in, WHAT);
        this.x25519 = PublicKeys.x25519(in, WHAT);
        this.kem = PublicKeys.kem1024(in, WHAT);
        in.bytes(Ed25519.SIGNATURE);
        in.end();
    }

    static OneTimePreKey sign(IdentityKeyPair owner, long id, byte[] x25519, byte[] kem) {
        ByteWriter out = new ByteWriter(SIZE).u32(id).bytes(x25519).bytes(kem);
        out.bytes(owner.sign(message(owner.record(), out.toByteArray())));
        return new OneTimePreKey(out.toByteArray());
    }

    /// @throws MalformedException if the bytes are not such a record, or a key in it is not canonical
    public static OneTimePreKey decode(byte[] bytes) {
        return new OneTimePreKey(bytes.clone());
    }

    /// @throws BadSignatureException if `owner` did not sign this record
    public void verify(IdentityRecord owner) {
        byte[] signature = Arrays.copyOfRange(encoded, SIGNED, SIZE);
        owner.verify(message(owner, Arrays.copyOf(encoded, SIGNED)), signature, WHAT);
    }

    public byte[] encode() {
        return encoded.clone();
    }

    /// A non-zero u32.
    public long id() {
        return id;
    }

    /// X25519, 32 bytes.
    public byte[] x25519() {
        return x25519.clone();
    }

    /// ML-KEM-1024 encapsulation key, 1,568 bytes.
    public byte[] kem() {
        return kem.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OneTimePreKey key && Arrays.equals(encoded, key.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return "OneTimePreKey[" + id + "]";
    }

    private static byte[] message(IdentityRecord owner, byte[] signedPart) {
        return Label.ONE_TIME_PREKEY.with(owner.fingerprint().bytes(), signedPart);
    }
}
