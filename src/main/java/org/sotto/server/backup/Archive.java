package org.sotto.server.backup;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Files one behind the other, as they stand inside a backup: name (2 bytes of length, UTF-8) ‖ size 8 ‖ bytes, and an
/// empty name at the end.
final class Archive {
    private Archive() {}

    /// A file's name and how many bytes follow.
    record Entry(String name, long size) {}

    static void write(DataOutputStream to, String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            long size = Files.size(file);
            to.writeUTF(name);
            to.writeLong(size);
            if (in.transferTo(to) != size) {
                throw new IOException(file + " has changed while it was read");
            }
        }
    }

    static void end(DataOutputStream to) throws IOException {
        to.writeUTF("");
    }

    /// Empty at the end, behind which nothing stands.
    ///
    /// @throws RestoreRefusedException it is not as [#write] and [#end] make it
    static Optional<Entry> next(DataInputStream from) throws IOException {
        String name = from.readUTF();
        if (!name.isEmpty()) {
            return Optional.of(new Entry(name, from.readLong()));
        }
        if (from.read() >= 0) {
            throw RestoreRefusedException.damaged("goes on behind its end");
        }
        return Optional.empty();
    }

    static void copy(DataInputStream from, Entry entry, OutputStream to) throws IOException {
        byte[] part = new byte[SealedChunks.SIZE];
        long left = entry.size();
        while (left > 0) {
            int read = from.read(part, 0, (int) Math.min(left, part.length));
            if (read < 0) {
                throw new EOFException(entry.name() + " ends early");
            }
            to.write(part, 0, read);
            left -= read;
        }
    }
}
