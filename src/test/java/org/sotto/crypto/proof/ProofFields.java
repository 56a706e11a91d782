package org.sotto.crypto.proof;

import java.security.SecureRandom;
import java.util.List;
import org.sotto.crypto.proof.ProofContext.Purpose;

/// Server id, exporter, device id, Y, client nonce, server nonce, challenge; and the expiry.
record ProofFields(List<byte[]> parts, long expiryMs) {
    static ProofFields random(SecureRandom random, byte[] publicKey) {
        byte[][] parts = new byte[7][32];
        for (byte[] part : parts) {
            random.nextBytes(part);
        }
        parts[3] = publicKey;
        return new ProofFields(List.of(parts), 1_800_000_000_000L);
    }

    ProofFields with(int index, byte[] part) {
        byte[][] changed = parts.toArray(byte[][]::new);
        changed[index] = part;
        return new ProofFields(List.of(changed), expiryMs);
    }

    ProofContext context(Purpose purpose) {
        return new ProofContext(
                purpose,
                parts.get(0),
                parts.get(1),
                parts.get(2),
                parts.get(3),
                parts.get(4),
                parts.get(5),
                expiryMs,
                parts.get(6));
    }
}
