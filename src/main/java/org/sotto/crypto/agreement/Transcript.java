package org.sotto.crypto.agreement;

import org.jspecify.annotations.Nullable;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.IdentityRecord;
import org.sotto.crypto.key.OneTimePreKey;
import org.sotto.crypto.key.SignedPreKey;
import org.sotto.crypto.primitive.Hash;
import org.sotto.wire.ByteWriter;

/// T, 64 bytes: everything public that both sides saw in the handshake, whole records with their signatures. It is in
/// the associated data of every message of the session.
final class Transcript {
    static final int SIZE = 64;

    private static final byte[] SUITE = {1};
    private static final byte[] NONE = {};

    private Transcript() {}

    static byte[] hash(
            PreKeyEnvelope envelope,
            IdentityRecord responder,
            SignedPreKey signedPreKey,
            @Nullable OneTimePreKey oneTimePreKey) {
        ByteWriter out = new ByteWriter(8 * 1024);
        out.lengthPrefixed(Label.TRANSCRIPT.bytes())
                .lengthPrefixed(SUITE)
                .lengthPrefixed(envelope.identity().encode())
                .lengthPrefixed(responder.encode())
                .lengthPrefixed(signedPreKey.encode())
                .lengthPrefixed(oneTimePreKey == null ? NONE : oneTimePreKey.encode())
                .lengthPrefixed(new ByteWriter(8).u64(envelope.createdMs()).toByteArray())
                .lengthPrefixed(envelope.ephemeral())
                .lengthPrefixed(envelope.kemCiphertext());
        return Hash.sha512(out.toByteArray());
    }
}
