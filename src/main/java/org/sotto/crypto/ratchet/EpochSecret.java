package org.sotto.crypto.ratchet;

import java.util.Arrays;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Hkdf;

/// k_e, 32 bytes: what both sides get from one epoch of the post-quantum agreement.
final class EpochSecret implements AutoCloseable {
    private final long epoch;
    private final SecretBytes secret;

    /// @param epoch from 1; u32
    EpochSecret(long epoch, SecretBytes secret) {
        this.epoch = epoch;
        this.secret = secret;
    }

    /// HKDF(absent, ss, "Sotto1/scka/secret" ‖ u32 e, 32). Wipes `sharedSecret`.
    static EpochSecret derive(long epoch, byte[] sharedSecret) {
        byte[] key = Hkdf.derive(null, sharedSecret, Label.SCKA_SECRET.with(Keys.u32(epoch)), Keys.SIZE);
        Arrays.fill(sharedSecret, (byte) 0);
        return new EpochSecret(epoch, SecretBytes.adopt(key));
    }

    long epoch() {
        return epoch;
    }

    SecretBytes secret() {
        return secret;
    }

    @Override
    public void close() {
        secret.close();
    }
}
