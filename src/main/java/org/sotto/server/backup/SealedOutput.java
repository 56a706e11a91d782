package org.sotto.server.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Seals what is written to it, chunk by chunk. Only [#finish()] makes it whole; without it the file counts as cut off.
final class SealedOutput extends OutputStream {
    private final OutputStream to;
    private final SealedChunks chunks;
    private final byte[] buffer = new byte[SealedChunks.SIZE];
    private int filled;

    SealedOutput(OutputStream to, BackupKey key) throws IOException {
        this.to = to;
        this.chunks = new SealedChunks(key);
        to.write(key.head());
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length) {
            if (filled == buffer.length) { // there is more, so it is not the last one
                to.write(chunks.seal(buffer, false));
                filled = 0;
            }
            int taken = Math.min(length - done, buffer.length - filled);
            System.arraycopy(bytes, offset + done, buffer, filled, taken);
            filled += taken;
            done += taken;
        }
    }

    /// Seals the last chunk; leaves the stream below open.
    void finish() throws IOException {
        to.write(chunks.seal(Arrays.copyOf(buffer, filled), true));
        Arrays.fill(buffer, (byte) 0);
        to.flush();
    }
}
