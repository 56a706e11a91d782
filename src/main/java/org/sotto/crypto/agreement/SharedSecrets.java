package org.sotto.crypto.agreement;

import java.util.Arrays;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.wire.ByteWriter;

/// The key material of the handshake in its order: 32 × 0xFF ‖ DH1 ‖ DH2 ‖ DH3 ‖ [DH4] ‖ ss.
///
/// The leading 0xFF bytes are X3DH's (section 2.2 there): no encoding of an X25519 key starts like this.
final class SharedSecrets {
    private static final int SIZE = 32;
    private static final int MAX_PARTS = 6;

    private final ByteWriter out = new ByteWriter(MAX_PARTS * SIZE);

    SharedSecrets() {
        byte[] prefix = new byte[SIZE];
        Arrays.fill(prefix, (byte) 0xff);
        out.bytes(prefix);
    }

    /// Takes the secret and wipes the caller's array.
    SharedSecrets add(byte[] secret) {
        out.bytes(secret);
        Arrays.fill(secret, (byte) 0);
        return this;
    }

    SecretBytes take() {
        return SecretBytes.adopt(out.take());
    }
}
