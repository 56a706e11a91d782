package org.sotto.server.backup;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.sotto.server.config.PrivateFiles;

/// The file that a backup becomes (0600). It has its name only when it was read back whole.
public final class BackupTarget {
    private BackupTarget() {}

    @FunctionalInterface
    public interface Content {
        void write(OutputStream to) throws IOException;
    }

    /// @throws RestoreRefusedException the file is there already, cannot be written, or is not whole
    public static void write(Path given, BackupKey key, Content content) {
        Path file = given.toAbsolutePath();
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        if (Files.exists(file)) {
            throw new RestoreRefusedException("the file " + given + " is there already", "give another name");
        }
        try {
            try {
                Files.deleteIfExists(fresh);
                fill(fresh, content);
                verify(fresh, key);
                PrivateFiles.rename(fresh, file);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new RestoreRefusedException(
                    "the backup cannot be written: " + e.getMessage(),
                    "is the disk full, or the folder another user's?");
        }
    }

    private static void fill(Path fresh, Content content) throws IOException {
        try (FileChannel channel =
                        PrivateFiles.channel(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream to = Channels.newOutputStream(channel)) {
            content.write(to);
            channel.force(true);
        }
    }

    private static void verify(Path fresh, BackupKey key) throws IOException {
        try (InputStream in = Files.newInputStream(fresh)) {
            in.skipNBytes(BackupKey.HEAD);
            DataInputStream content = new DataInputStream(SealedInput.of(in, key));
            Optional<Archive.Entry> next = Archive.next(content);
            while (next.isPresent()) {
                Archive.copy(content, next.get(), OutputStream.nullOutputStream());
                next = Archive.next(content);
            }
        }
    }
}
