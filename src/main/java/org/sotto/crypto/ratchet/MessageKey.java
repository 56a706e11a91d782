package org.sotto.crypto.ratchet;

import org.sotto.crypto.Label;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.wire.ByteWriter;

/// The key of one message's body. Whoever lacks either half has nothing.
final class MessageKey {
    private static final int NUMBERS = 12;

    private MessageKey() {}

    /// HKDF(PQ key, mk, "Sotto1/message" ‖ u32 KE ‖ u32 KI ‖ u32 N, 32).
    static SecretBytes combine(SecretBytes postQuantum, SecretBytes classical, long epoch, long epochIndex, long n) {
        byte[] numbers =
                new ByteWriter(NUMBERS).u32(epoch).u32(epochIndex).u32(n).toByteArray();
        return SecretBytes.adopt(Hkdf.derive(
                SecretAccess.bytes(postQuantum),
                SecretAccess.bytes(classical),
                Label.MESSAGE.with(numbers),
                Keys.SIZE));
    }
}
