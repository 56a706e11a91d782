package org.sotto.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder that the demo plays in and the server process that it has started. Both are gone when it is closed, also
/// when the demo is interrupted; a folder that was asked to be kept stays.
final class Stage implements AutoCloseable {
    private final Path folder;
    private final boolean keep;
    private final Thread hook = new Thread(this::clear);
    private @Nullable ServerProcess server;
    private boolean cleared;

    private Stage(Path folder, boolean keep) {
        this.folder = folder;
        this.keep = keep;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// @param kept a folder that is empty or not there yet, or null for a temporary one
    static Stage open(@Nullable Path kept) {
        try {
            if (kept == null) {
                return new Stage(Files.createTempDirectory("sotto-demo-"), false);
            }
            Files.createDirectories(
                    kept.toAbsolutePath(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try (Stream<Path> inside = Files.list(kept)) {
                DemoFailure.unless(inside.findAny().isEmpty(), kept + " is not empty");
            }
            return new Stage(kept.toAbsolutePath(), true);
        } catch (IOException e) {
            throw new DemoFailure("no folder to play in: " + e.getMessage(), e);
        }
    }

    Path folder() {
        return folder;
    }

    /// Starts a server on the data folder of the stage, without waiting for it.
    ///
    /// @param port 0 takes a free one
    synchronized ServerProcess startServer(int port) {
        if (cleared) {
            throw new DemoFailure("interrupted");
        }
        ServerProcess started = ServerProcess.start(folder.resolve("server"), port, folder.resolve("server.log"));
        server = started;
        return started;
    }

    @Override
    public void close() {
        clear();
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private synchronized void clear() {
        cleared = true;
        if (server != null) {
            server.kill();
        }
        if (!keep) {
            delete();
        }
    }

    private void delete() {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
