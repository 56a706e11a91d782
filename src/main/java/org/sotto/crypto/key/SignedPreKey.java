package org.sotto.crypto.key;

import java.time.Duration;
import java.util.Arrays;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.Label;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.crypto.primitive.Ed25519;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// A medium-term prekey record: X25519 prekey, last-resort ML-KEM-1024 key and X-Wing seal key under one signature
/// (sections 2 and 13 of docs/protocol.md). Decoding does not check the signature, [#verify] does.
///
/// Layout, 2,902 bytes: version 1 ‖ suite 1 ‖ id 4 ‖ created 8 ‖ not after 8 ‖ X25519 32 ‖ ML-KEM-1024 1,568 ‖
/// X-Wing 1,216 ‖ signature 64.
public final class SignedPreKey {
    /// Size in bytes.
    public static final int SIZE = 2902;
    /// From creation to not_after: three of the weekly renewals, so that a lost upload or two does no harm.
    public static final Duration LIFE = Duration.ofDays(21);
    /// How far clocks of two people may differ.
    public static final Duration CLOCK_SLACK = Duration.ofMinutes(10);

    private static final int VERSION = 1;
    private static final int SUITE = 1;
    private static final int SIGNED = 2838;
    private static final String WHAT = "signed prekey";

    private final byte[] encoded;
    private final long id;
    private final long createdMs;
    private final long notAfterMs;
    private final byte[] x25519;
    private final byte[] kem;
    private final byte[] seal;

    private SignedPreKey(byte[] encoded) {
        ByteReader in = ByteReader.exactly(encoded, SIZE, WHAT);
        in.expect(VERSION, Kind.WRONG_VERSION);
        in.expect(SUITE, Kind.WRONG_SUITE);
        this.encoded = encoded;
        this.id = PublicKeys.id(in, WHAT);
        this.createdMs = in.u64();
        this.notAfterMs = in.u64();
        if (notAfterMs - createdMs != LIFE.toMillis()) {
            throw new MalformedException(Kind.OUT_OF_RANGE, WHAT);
        }
        this.x25519 = PublicKeys.x25519(in, WHAT);
        this.kem = PublicKeys.kem1024(in, WHAT);
        this.seal = PublicKeys.xwing(in, WHAT);
        in.bytes(Ed25519.SIGNATURE);
        in.end();
    }

    static SignedPreKey sign(IdentityKeyPair owner, long id, long createdMs, byte[] x25519, byte[] kem, byte[] seal) {
        ByteWriter out = new ByteWriter(SIZE)
                .u8(VERSION)
                .u8(SUITE)
                .u32(id)
                .u64(createdMs)
                .u64(createdMs + LIFE.toMillis())
                .bytes(x25519)
                .bytes(kem)
                .bytes(seal);
        out.bytes(owner.sign(message(owner.record(), out.toByteArray())));
        return new SignedPreKey(out.toByteArray());
    }

    /// @throws MalformedException if the bytes are not such a record, or a key in it is not canonical
    public static SignedPreKey decode(byte[] bytes) {
        return new SignedPreKey(bytes.clone());
    }

    /// @throws BadSignatureException if `owner` did not sign this record
    public void verify(IdentityRecord owner) {
        byte[] signature = Arrays.copyOfRange(encoded, SIGNED, SIZE);
        owner.verify(message(owner, Arrays.copyOf(encoded, SIGNED)), signature, WHAT);
    }

    /// @throws RefusedException with EXPIRED or NOT_YET_VALID, each with 10 minutes of slack
    public void checkDates(long nowMs) {
        if (nowMs < createdMs - CLOCK_SLACK.toMillis()) {
            throw new RefusedException(Reason.NOT_YET_VALID);
        }
        if (nowMs > notAfterMs + CLOCK_SLACK.toMillis()) {
            throw new RefusedException(Reason.EXPIRED);
        }
    }

    public byte[] encode() {
        return encoded.clone();
    }

    /// A non-zero u32; also the id of the seal key.
    public long id() {
        return id;
    }

    /// Milliseconds since the epoch.
    public long createdMs() {
        return createdMs;
    }

    /// Milliseconds since the epoch: initiators refuse the record afterwards.
    public long notAfterMs() {
        return notAfterMs;
    }

    /// X25519, 32 bytes.
    public byte[] x25519() {
        return x25519.clone();
    }

    /// ML-KEM-1024 encapsulation key of the last resort, 1,568 bytes.
    public byte[] kem() {
        return kem.clone();
    }

    /// X-Wing public key that first blobs are sealed to, 1,216 bytes.
    public byte[] seal() {
        return seal.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedPreKey key && Arrays.equals(encoded, key.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return "SignedPreKey[" + id + "]";
    }

    private static byte[] message(IdentityRecord owner, byte[] signedPart) {
        return Label.SIGNED_PREKEY.with(owner.fingerprint().bytes(), signedPart);
    }
}
