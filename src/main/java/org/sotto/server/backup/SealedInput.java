package org.sotto.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.jspecify.annotations.Nullable;
import org.sotto.crypto.AuthenticationFailedException;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Aead;

/// Gives out what a [SealedOutput] took in. Each byte was authenticated before it is given out, and the end is only
/// reported when it is the one that was sealed.
final class SealedInput extends InputStream {
    private static final int SEALED = SealedChunks.SIZE + Aead.TAG;

    private final PushbackInputStream from;
    private final SealedChunks chunks;
    private byte @Nullable [] chunk;
    private int at;
    private boolean ended;

    private SealedInput(PushbackInputStream from, SealedChunks chunks) {
        this.from = from;
        this.chunks = chunks;
    }

    /// A backup, and the key that opens it; the key must outlive the stream.
    record Opened(BackupKey key, SealedInput content) implements AutoCloseable {
        @Override
        public void close() {
            key.close();
        }
    }

    /// @throws RestoreRefusedException it is no backup, or was made under another passphrase
    static Opened open(InputStream from, SecretBytes passphrase) throws IOException {
        BackupKey key = BackupKey.of(passphrase, from.readNBytes(BackupKey.HEAD));
        return new Opened(key, of(from, key));
    }

    /// @param from behind the head
    static SealedInput of(InputStream from, BackupKey key) {
        return new SealedInput(new PushbackInputStream(from), new SealedChunks(key));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    /// @throws RestoreRefusedException what comes next is not what was sealed, or is missing
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        byte[] present = chunk;
        while (present == null || at == present.length) {
            if (ended) {
                return -1;
            }
            present = next();
        }
        int taken = Math.min(length, present.length - at);
        System.arraycopy(present, at, into, offset, taken);
        at += taken;
        return taken;
    }

    private byte[] next() throws IOException {
        byte[] sealed = from.readNBytes(SEALED);
        int behind = from.read();
        if (behind >= 0) {
            from.unread(behind);
        }
        try {
            byte[] opened = chunks.open(sealed, behind < 0);
            ended = behind < 0;
            chunk = opened;
            at = 0;
            return opened;
        } catch (AuthenticationFailedException e) {
            throw RestoreRefusedException.damaged(
                    behind < 0 ? "was cut off, or altered at its end" : "was altered somewhere");
        }
    }
}
