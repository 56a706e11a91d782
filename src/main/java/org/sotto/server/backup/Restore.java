package org.sotto.server.backup;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.server.certificate.KeyDerivation;
import org.sotto.server.certificate.ServerKeys;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.PrivateFiles;
import org.sotto.server.repository.RestoredDatabase;
import org.sotto.server.settings.SettingKey;
import org.sotto.server.settings.Settings;

/// Makes an empty folder into the data folder that a backup was made of: all of it or nothing.
///
/// While it lasts a mark in the folder keeps servers away, also after this process was killed.
public final class Restore {
    private final Path data;
    private final Settings settings;
    private final Optional<Path> databaseKeyFile;
    private final Optional<Path> newKeyFile;
    private final List<Path> written = new ArrayList<>();

    /// @param settings   those that the server had
    /// @param newKeyFile what the database is put under instead, or empty to leave it as it is
    public Restore(Path data, Settings settings, Optional<Path> databaseKeyFile, Optional<Path> newKeyFile) {
        this.data = data.toAbsolutePath().normalize();
        this.settings = settings;
        this.databaseKeyFile = databaseKeyFile;
        this.newKeyFile = newKeyFile;
    }

    /// @throws RestoreRefusedException and org.sotto.server.config.StartRefusedException: nothing was left behind
    public void run(Path backup, SecretBytes passphrase, SecureRandom random) {
        requireEmpty();
        boolean fresh = Files.notExists(data);
        boolean done = false;
        try (InputStream from = Files.newInputStream(backup);
                SealedInput.Opened opened = SealedInput.open(from, passphrase)) {
            unpack(new DataInputStream(opened.content()), random);
            done = true;
        } catch (NoSuchFileException e) {
            throw new RestoreRefusedException("there is no file " + e.getFile(), "name a backup, and a folder to be");
        } catch (EOFException e) {
            throw RestoreRefusedException.damaged("ends too early");
        } catch (IOException e) {
            throw new RestoreRefusedException(
                    "it cannot be restored: " + e.getMessage(), "is the disk full, or the folder another user's?");
        } finally {
            if (!done) {
                undo(fresh);
            }
        }
    }

    /// @throws RestoreRefusedException the folder is not empty
    public void requireEmpty() {
        try (Stream<Path> inside = Files.exists(data) ? Files.list(data) : Stream.empty()) {
            if (inside.findAny().isPresent()) {
                throw new RestoreRefusedException("the folder " + data + " is not empty", "give a new or empty one");
            }
        } catch (IOException e) {
            throw new RestoreRefusedException("the folder " + data + " cannot be read", "give a new or empty one");
        }
    }

    private void unpack(DataInputStream from, SecureRandom random) throws IOException {
        try (DataFolder folder = DataFolder.open(data, settings.text(SettingKey.DATABASE))) {
            written.add(folder.resolve("lock"));
            Path mark = folder.resolve(DataFolder.UNFINISHED);
            write(mark, OutputStream::flush);
            Optional<Archive.Entry> next = Archive.next(from);
            while (next.isPresent()) {
                Archive.Entry entry = next.get();
                write(target(folder, entry), to -> Archive.copy(from, entry, to));
                next = Archive.next(from);
            }
            settle(folder, random);
            PrivateFiles.delete(mark);
        }
    }

    private void settle(DataFolder folder, SecureRandom random) throws IOException {
        if (Files.notExists(folder.database())) {
            throw RestoreRefusedException.damaged("holds no database");
        }
        try (ServerKeys keys = ServerKeys.open(folder, databaseKeyFile, KeyDerivation.of(settings), random)) {
            RestoredDatabase.settle(folder, keys);
            if (newKeyFile.isPresent()) {
                rekey(folder, keys, newKeyFile.get(), random);
            }
        }
    }

    /// The key in the folder goes, if there was one: it opens nothing any more.
    private void rekey(DataFolder folder, ServerKeys keys, Path file, SecureRandom random) throws IOException {
        try (ServerKeys fresh = ServerKeys.open(folder, Optional.of(file), KeyDerivation.of(settings), random)) {
            RestoredDatabase.rekey(folder, keys, fresh);
        }
        Files.deleteIfExists(folder.resolve(ServerKeys.DATABASE));
    }

    private Path target(DataFolder folder, Archive.Entry entry) {
        if (!BackupFiles.names().contains(entry.name())) {
            throw new RestoreRefusedException(
                    "the backup was made by a newer sotto: it holds more", "use that version");
        }
        Path target = entry.name().equals(BackupFiles.DATABASE) ? folder.database() : folder.resolve(entry.name());
        if (Files.exists(target)) {
            throw new RestoreRefusedException("the file " + target + " is there already", "move it away");
        }
        return target;
    }

    @FunctionalInterface
    private interface Content {
        void write(OutputStream to) throws IOException;
    }

    private void write(Path file, Content content) throws IOException {
        written.add(file);
        try (FileChannel channel = PrivateFiles.channel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream to = Channels.newOutputStream(channel)) {
            content.write(to);
            channel.force(true);
        }
    }

    /// The database's journals are among what goes. The mark goes last.
    private void undo(boolean fresh) {
        try {
            for (Path file : written.reversed()) {
                for (String more : List.of("-wal", "-shm", "")) {
                    Files.deleteIfExists(file.resolveSibling(file.getFileName() + more));
                }
            }
            if (fresh) {
                Files.deleteIfExists(data);
            }
        } catch (IOException e) {
            throw new RestoreRefusedException(
                    "what was restored in part cannot be removed: " + e.getMessage(), "remove " + data + " yourself");
        }
    }
}
