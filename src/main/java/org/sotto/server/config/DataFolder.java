package org.sotto.server.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sotto.api.RunningServer;

/// The server's folder, 0700, locked against a second server as long as this object is open.
public final class DataFolder implements AutoCloseable {
    /// Where the running server says how it is reached.
    public static final String RUNNING = "server.json";

    /// What a restore that was cut off leaves behind.
    public static final String UNFINISHED = "restore.unfinished";

    /// The byte of `lock` that keeps other servers out.
    private static final long OWNED = 0;

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /// The database's file, where the settings name no other.
    public static final String DATABASE = "sotto.db";

    private final Path path;
    private final Path database;
    private final FileChannel lock;

    private DataFolder(Path path, Path database, FileChannel lock) {
        this.path = path;
        this.database = database;
        this.lock = lock;
    }

    /// Makes the folder where there is none.
    ///
    /// @throws StartRefusedException if others may enter it, it cannot be written, or another server has it
    public static DataFolder open(Path given) {
        return open(given, DATABASE);
    }

    /// @param database the database's file; a relative one is inside the folder
    /// @throws StartRefusedException if others may enter it, it cannot be written, or another server has it
    public static DataFolder open(Path given, String database) {
        Path path = given.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            refuseOthers(path);
            refuseUnfinished(path);
            FileChannel lock = lock(path);
            return new DataFolder(path, path.resolve(database), forgetKilled(path, lock));
        } catch (IOException e) {
            throw new StartRefusedException(
                    "cannot use the data folder " + path + " (is it a folder that this user may write?)", e);
        }
    }

    /// What a server that was killed said of itself is not true any more: others may have its ports by now. Operators
    /// see the folder as served only after that.
    private static FileChannel forgetKilled(Path path, FileChannel lock) throws IOException {
        try {
            Files.deleteIfExists(path.resolve(RUNNING));
            lock.lock(RunningServer.SERVING, 1, false); // waits while somebody looks
            return lock;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /// A file or folder inside.
    public Path resolve(String name) {
        return path.resolve(name);
    }

    /// The database, which may lie elsewhere.
    public Path database() {
        return database;
    }

    private static void refuseUnfinished(Path path) {
        if (Files.exists(path.resolve(UNFINISHED))) {
            throw new StartRefusedException(
                    "the data folder " + path + " was restored in part only (hint: empty it, and restore again)");
        }
    }

    private static void refuseOthers(Path path) throws IOException {
        Set<PosixFilePermission> more = EnumSet.copyOf(Files.getPosixFilePermissions(path));
        more.removeAll(OWNER_ONLY);
        if (!more.isEmpty()) {
            throw new StartRefusedException(
                    "others may enter the data folder " + path + " (hint: chmod 700 " + path + ")");
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Path file = path.resolve("lock");
        FileChannel channel = PrivateFiles.channel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new StartRefusedException("another server is running on the data folder " + path
                    + " (hint: stop it, or give another --data)");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(OWNED, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("the lock of the data folder cannot be given back", e);
        }
    }
}
