package org.sotto.crypto.agreement;

import java.util.Arrays;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.IdentityRecord;
import org.sotto.crypto.primitive.Hash;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// What a responder needs in order to derive the session: 1,747 bytes, sent before every message, unchanged, until the
/// initiator has opened one of the session. Section 3 of docs/protocol.md.
///
/// 0 version · 1 suite · 2 identity record (129) · 131 created ms (8) · 139 signed prekey id (4) · 143 one-time id (4)
/// · 147 ephemeral X25519 key (32) · 179 ML-KEM-1024 ciphertext (1,568).
public final class PreKeyEnvelope {
    /// Size in bytes.
    public static final int SIZE = 1_747;

    /// Size of [#digest()] in bytes.
    public static final int DIGEST_SIZE = 32;

    private static final int VERSION = 1;
    private static final int SUITE = 1;
    private static final int KEY_SIZE = 32;
    private static final int CIPHERTEXT_SIZE = 1_568;

    private final IdentityRecord identity;
    private final long createdMs;
    private final long signedPreKeyId;
    private final long oneTimeId;
    private final byte[] ephemeral;
    private final byte[] kemCiphertext;

    PreKeyEnvelope(
            IdentityRecord identity,
            long createdMs,
            long signedPreKeyId,
            long oneTimeId,
            byte[] ephemeral,
            byte[] kemCiphertext) {
        this.identity = identity;
        this.createdMs = createdMs;
        this.signedPreKeyId = signedPreKeyId;
        this.oneTimeId = oneTimeId;
        this.ephemeral = ephemeral;
        this.kemCiphertext = kemCiphertext;
    }

    /// @throws MalformedException unless these are 1,747 bytes of an envelope of suite 1
    /// @throws BadSignatureException if the identity record in it is not its owner's
    public static PreKeyEnvelope decode(byte[] bytes) {
        ByteReader in = ByteReader.exactly(bytes, SIZE, "prekey envelope");
        in.expect(VERSION, Kind.WRONG_VERSION);
        in.expect(SUITE, Kind.WRONG_SUITE);
        byte[] identity = in.bytes(IdentityRecord.SIZE);
        long created = in.u64();
        long signedPreKeyId = in.u32();
        if (signedPreKeyId == 0) {
            throw new MalformedException(Kind.OUT_OF_RANGE, "prekey envelope");
        }
        long oneTimeId = in.u32();
        byte[] ephemeral = in.bytes(KEY_SIZE);
        byte[] ciphertext = in.bytes(CIPHERTEXT_SIZE);
        in.end();
        return new PreKeyEnvelope(
                IdentityRecord.decode(identity), created, signedPreKeyId, oneTimeId, ephemeral, ciphertext);
    }

    public byte[] encode() {
        return new ByteWriter(SIZE)
                .u8(VERSION)
                .u8(SUITE)
                .bytes(identity.encode())
                .u64(createdMs)
                .u32(signedPreKeyId)
                .u32(oneTimeId)
                .bytes(ephemeral)
                .bytes(kemCiphertext)
                .toByteArray();
    }

    /// The initiator.
    public IdentityRecord identity() {
        return identity;
    }

    /// When the initiator says it started, milliseconds since the epoch: the first key of the order of sessions.
    public long createdMs() {
        return createdMs;
    }

    public long signedPreKeyId() {
        return signedPreKeyId;
    }

    /// 0 in the last-resort form.
    public long oneTimeId() {
        return oneTimeId;
    }

    /// Whether a one-time prekey was used.
    public boolean hasOneTime() {
        return oneTimeId != 0;
    }

    public byte[] ephemeral() {
        return ephemeral.clone();
    }

    public byte[] kemCiphertext() {
        return kemCiphertext.clone();
    }

    /// E, 32 bytes: what the replay memory and the sessions know an envelope by.
    public byte[] digest() {
        return Arrays.copyOf(Hash.sha512(Label.ENVELOPE.bytes(), encode()), DIGEST_SIZE);
    }
}
