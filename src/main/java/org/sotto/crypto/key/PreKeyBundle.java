package org.sotto.crypto.key;

import org.jspecify.annotations.Nullable;
import org.sotto.crypto.BadSignatureException;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;
import org.sotto.wire.MalformedException;
import org.sotto.wire.MalformedException.Kind;

/// What a server hands out about one person for one handshake: one size in both forms, with a one-time prekey or with
/// the last resort only (sections 2 and 13 of docs/protocol.md).
///
/// Layout, 4,701 bytes: version 1 ‖ identity record 129 ‖ signed prekey 2,902 ‖ flag 1 ‖ one-time prekey 1,668 or
/// zeros.
public final class PreKeyBundle {
    /// Size in bytes.
    public static final int SIZE = 4701;

    private static final int VERSION = 1;

    private final IdentityRecord identity;
    private final SignedPreKey signedPreKey;
    private final @Nullable OneTimePreKey oneTimePreKey;

    private PreKeyBundle(IdentityRecord identity, SignedPreKey signedPreKey, @Nullable OneTimePreKey oneTimePreKey) {
        this.identity = identity;
        this.signedPreKey = signedPreKey;
        this.oneTimePreKey = oneTimePreKey;
    }

    public static PreKeyBundle of(
            IdentityRecord identity, SignedPreKey signedPreKey, @Nullable OneTimePreKey oneTimePreKey) {
        return new PreKeyBundle(identity, signedPreKey, oneTimePreKey);
    }

    /// @throws MalformedException if the bytes are not a bundle
    /// @throws BadSignatureException if the identity record is not signed by its own key
    public static PreKeyBundle decode(byte[] bytes) {
        ByteReader in = ByteReader.exactly(bytes, SIZE, "prekey bundle");
        in.expect(VERSION, Kind.WRONG_VERSION);
        IdentityRecord identity = IdentityRecord.decode(in.bytes(IdentityRecord.SIZE));
        SignedPreKey signedPreKey = SignedPreKey.decode(in.bytes(SignedPreKey.SIZE));
        OneTimePreKey oneTimePreKey = null;
        if (in.flag()) {
            oneTimePreKey = OneTimePreKey.decode(in.bytes(OneTimePreKey.SIZE));
        } else {
            in.zeros(OneTimePreKey.SIZE);
        }
        in.end();
        return new PreKeyBundle(identity, signedPreKey, oneTimePreKey);
    }

    public byte[] encode() {
        ByteWriter out = new ByteWriter(SIZE)
                .u8(VERSION)
                .bytes(identity.encode())
                .bytes(signedPreKey.encode())
                .flag(oneTimePreKey != null);
        if (oneTimePreKey == null) {
            out.zeros(OneTimePreKey.SIZE);
        } else {
            out.bytes(oneTimePreKey.encode());
        }
        return out.toByteArray();
    }

    /// Everything that an initiator checks before its first key agreement.
    ///
    /// @param expected whose bundle was asked for
    /// @param nowMs milliseconds since the epoch
    /// @throws RefusedException with WRONG_IDENTITY, EXPIRED or NOT_YET_VALID
    /// @throws BadSignatureException if a prekey is not signed by the identity
    public void verify(Fingerprint expected, long nowMs) {
        if (!identity.fingerprint().equals(expected)) {
            throw new RefusedException(Reason.WRONG_IDENTITY);
        }
        signedPreKey.verify(identity);
        if (oneTimePreKey != null) {
            oneTimePreKey.verify(identity);
        }
        signedPreKey.checkDates(nowMs);
    }

    public IdentityRecord identity() {
        return identity;
    }

    public SignedPreKey signedPreKey() {
        return signedPreKey;
    }

    /// Absent in the last-resort form.
    public @Nullable OneTimePreKey oneTimePreKey() {
        return oneTimePreKey;
    }

    @Override
    public String toString() {
        return "PreKeyBundle[" + identity.fingerprint() + (oneTimePreKey == null ? ", last resort]" : "]");
    }
}
