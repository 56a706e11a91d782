package org.sotto.crypto.ratchet;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Hkdf;
import org.sotto.wire.ByteReader;
import org.sotto.wire.ByteWriter;

/// What all keys of the ratchet have in common: 32 bytes, written and read as they are.
final class Keys {
    static final int SIZE = 32;

    private Keys() {}

    static SecretBytes read(ByteReader in) {
        return SecretBytes.adopt(in.bytes(SIZE));
    }

    static void write(ByteWriter out, SecretBytes key) {
        out.bytes(SecretAccess.bytes(key));
    }

    static SecretBytes copy(SecretBytes key) {
        return SecretBytes.copyOf(SecretAccess.bytes(key));
    }

    /// HKDF(salt, ikm, info, 32 × count), cut into keys.
    static List<SecretBytes> derive(@Nullable SecretBytes salt, SecretBytes ikm, byte[] info, int count) {
        byte[] saltBytes = salt == null ? null : SecretAccess.bytes(salt);
        return SecretBytes.adopt(Hkdf.derive(saltBytes, SecretAccess.bytes(ikm), info, count * SIZE))
                .split(SIZE);
    }

    /// A u32 as it stands behind a label.
    static byte[] u32(long value) {
        return new ByteWriter(4).u32(value).toByteArray();
    }
}
