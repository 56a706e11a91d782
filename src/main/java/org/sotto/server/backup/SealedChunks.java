package org.sotto.server.backup;

import java.nio.ByteBuffer;
import org.sotto.crypto.key.SecretAccess;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Aead;

/// The body of a backup: chunks of 65,536 bytes, each sealed with its number and whether it is the last, so
/// that none can be left out, moved, or cut off behind (Hoang, Reyhanitabar, Rogaway, Vizár, "STREAM", 2015).
/// AD = the head.
///
/// nonce = 0 (15) ‖ last (1) ‖ number (8): the key seals this one file.
final class SealedChunks {
    static final int SIZE = 64 << 10;
    private static final int BEFORE_LAST = 15;

    private final BackupKey key;
    private final byte[] head;
    private long number;

    SealedChunks(BackupKey key) {
        this.key = key;
        this.head = key.head();
    }

    byte[] seal(byte[] plaintext, boolean last) {
        try (SecretBytes secret = key.secret()) {
            return Aead.seal(SecretAccess.bytes(secret), nonce(last), head, plaintext);
        }
    }

    /// @throws org.sotto.crypto.AuthenticationFailedException it is not the chunk of this place
    byte[] open(byte[] sealed, boolean last) {
        try (SecretBytes secret = key.secret()) {
            return Aead.open(SecretAccess.bytes(secret), nonce(last), head, sealed);
        }
    }

    private byte[] nonce(boolean last) {
        return ByteBuffer.allocate(Aead.NONCE)
                .position(BEFORE_LAST)
                .put((byte) (last ? 1 : 0))
                .putLong(number++)
                .array();
    }
}
