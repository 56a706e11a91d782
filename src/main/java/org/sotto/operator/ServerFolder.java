package org.sotto.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.sotto.api.ApiJson;
import org.sotto.api.RunningServer;

/// The data folder of a server, as its operator sees it. Only `server.json` and `admin.token` are read, and
/// whether `lock` is held.
public record ServerFolder(Path path) {
    /// Ports and pin of the server that runs on this folder.
    ///
    /// @throws OperatorException none runs, or the file cannot be read
    public RunningServer running() {
        if (!isLocked()) {
            throw noServer(); // one that was killed leaves the file, and others may listen on its ports now
        }
        try {
            return ApiJson.client().readValue(text("server.json"), RunningServer.class);
        } catch (JsonProcessingException e) {
            throw new OperatorException(path.resolve("server.json") + " is damaged", "start the server again");
        }
    }

    /// Whether a server that is ready runs on this folder.
    public boolean hasServer() {
        return isLocked() && Files.exists(path.resolve("server.json"));
    }

    /// Whether a server holds the folder, and has taken away what one that was killed has left: the lock goes with the
    /// process, however it ended.
    private boolean isLocked() {
        Path file = path.resolve("lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(RunningServer.SERVING, 1, true)) {
            return lock == null;
        } catch (NoSuchFileException e) {
            return false;
        } catch (OverlappingFileLockException e) {
            return true; // by this process
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    String adminToken() {
        return text("admin.token").strip();
    }

    private String text(String file) {
        try {
            return Files.readString(path.resolve(file));
        } catch (IOException e) {
            throw unreadable(path.resolve(file), e);
        }
    }

    private OperatorException unreadable(Path file, IOException cause) {
        return switch (cause) {
            case NoSuchFileException e -> noServer();
            case AccessDeniedException e ->
                new OperatorException("no permission to read " + file, "run this command as the user of the server");
            default -> new OperatorException(file + " cannot be read", "is it a data folder of sotto serve?");
        };
    }

    private OperatorException noServer() {
        return new OperatorException(
                "no server runs on the data folder " + path,
                "start it with sotto serve, or name the folder with --data or SOTTO_DATA");
    }
}
