package org.sotto.server.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/// Files that only their owner can read (0600), written whole or not at all.
public final class PrivateFiles {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /// Writes beside the file, flushes to the disk, then renames: a crash leaves the old file or the new one.
    public static void write(Path file, byte[] bytes) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = channel(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        rename(fresh, file);
    }

    /// Onto its final name, and that is on disk when this returns.
    public static void rename(Path fresh, Path file) throws IOException {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        flush(parent(file));
    }

    /// For good: the folder is flushed too.
    public static void delete(Path file) throws IOException {
        Files.delete(file);
        flush(parent(file));
    }

    /// An empty file, where there is none.
    public static void createIfMissing(Path file) {
        try (FileChannel channel = channel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException e) {
            throw new StartRefusedException("cannot write " + file + " (hint: it must belong to this user)", e);
        }
    }

    /// @throws StartRefusedException if others can read the file, or it cannot be read
    public static byte[] read(Path file) {
        try {
            Set<PosixFilePermission> more = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            more.removeAll(OWNER_ONLY);
            if (!more.isEmpty()) {
                throw new StartRefusedException("others can read " + file + " (hint: chmod 600 " + file + ")");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new StartRefusedException("cannot read " + file + " (hint: it must belong to this user)", e);
        }
    }

    /// A file that only its owner can read from its first moment on.
    public static FileChannel channel(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }

    private static void flush(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }
}
