package org.sotto.support;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import org.sotto.api.PrekeyUpload;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.OneTimePreKeyPair;
import org.sotto.crypto.key.SignedPreKeyPair;

/// The public halves of prekeys, as they are uploaded.
public final class TestPrekeys {
    private static final SecureRandom RANDOM = new SecureRandom();

    private TestPrekeys() {}

    public static byte[] signed(IdentityKeyPair identity, long id, long created) {
        try (SignedPreKeyPair pair = SignedPreKeyPair.generate(identity, id, created, RANDOM)) {
            return pair.record().encode();
        }
    }

    /// With the ids from `from` on.
    public static List<byte[]> oneTime(IdentityKeyPair identity, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(id -> oneTime(identity, id))
                .toList();
    }

    /// A signed prekey of now, with so many one-time prekeys.
    public static PrekeyUpload upload(IdentityKeyPair identity, int oneTime) {
        return new PrekeyUpload(signed(identity, 1, System.currentTimeMillis()), oneTime(identity, 1, oneTime));
    }

    private static byte[] oneTime(IdentityKeyPair identity, int id) {
        try (OneTimePreKeyPair pair = OneTimePreKeyPair.generate(identity, id, RANDOM)) {
            return pair.record().encode();
        }
    }
}
