package org.sotto.client.vault;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The files of a profile. The folder is 0700 and every file in it 0600.
///
/// `slots` is written last: a profile whose making was cut short has none, and counts as missing.
final class ProfileFolder {
    private static final Set<PosixFilePermission> PRIVATE_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> PRIVATE_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path home;

    ProfileFolder(Path home) {
        this.home = home;
    }

    Path slots() {
        return home.resolve("slots");
    }

    Path deviceKey() {
        return home.resolve("device.key");
    }

    Path database() {
        return home.resolve("messages.db");
    }

    /// Empty; processes of this profile lock it to flush the outbox one after the other.
    Path lock() {
        return home.resolve("lock");
    }

    boolean exists() {
        return Files.exists(slots());
    }

    /// Makes the folder, or tightens one that is there.
    void prepare() {
        attempt(() -> {
            Files.createDirectories(home, PosixFilePermissions.asFileAttribute(PRIVATE_FOLDER));
            Files.setPosixFilePermissions(home, PRIVATE_FOLDER);
        });
    }

    /// Tightens what a copy or an unpacked archive may have loosened.
    ///
    /// @return the names of what was open to others, in a fixed order; for the folder itself `the folder`
    /// @throws VaultException NOT_ACCESSIBLE where that is not in this user's power
    List<String> tighten() {
        List<String> open = new ArrayList<>();
        attempt(() -> {
            if (tighten(home, PRIVATE_FOLDER)) {
                open.add("the folder");
            }
            for (Path file : new Path[] {slots(), deviceKey(), database()}) {
                if (Files.exists(file) && tighten(file, PRIVATE_FILE)) {
                    open.add(String.valueOf(file.getFileName()));
                }
            }
        });
        return open;
    }

    /// Whether others could read or change it.
    private static boolean tighten(Path path, Set<PosixFilePermission> permissions) throws IOException {
        boolean open = !PRIVATE_FOLDER.containsAll(Files.getPosixFilePermissions(path));
        Files.setPosixFilePermissions(path, permissions);
        return open;
    }

    void write(Path file, byte[] bytes) {
        attempt(() -> {
            Path fresh = home.resolve(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PRIVATE_FILE));
            try (FileChannel channel = FileChannel.open(fresh, WRITE, CREATE, TRUNCATE_EXISTING)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            // the new name is on disk only once the folder is
            try (FileChannel folder = FileChannel.open(home, READ)) {
                folder.force(true);
            }
        });
    }

    byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw notAccessible(e);
        }
    }

    /// An empty file with the right permissions, for SQLite and for the lock.
    void createEmpty(Path file) {
        write(file, new byte[0]);
    }

    /// Removes what an unfinished registration left, and the folder if nothing else is in it.
    void discard() {
        attempt(() -> {
            for (String name : new String[] {"slots", "device.key", "messages.db", "lock"}) {
                Files.deleteIfExists(home.resolve(name));
                Files.deleteIfExists(home.resolve(name + ".new"));
                Files.deleteIfExists(home.resolve(name + "-wal"));
                Files.deleteIfExists(home.resolve(name + "-shm"));
                Files.deleteIfExists(home.resolve(name + "-journal"));
            }
            try (var rest = Files.list(home)) {
                if (rest.findAny().isEmpty()) {
                    Files.delete(home);
                }
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void attempt(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            throw notAccessible(e);
        }
    }

    private static VaultException notAccessible(IOException e) {
        return new VaultException(
                VaultException.Kind.NOT_ACCESSIBLE, "the profile cannot be read or written: " + e.getMessage(), e);
    }
}
