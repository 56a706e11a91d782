package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A database that was cut off, altered, or belongs to another key stops the start with one line that says
/// so, and stays as it is.
class DamagedServerIT {
    @TempDir
    static Path temp;

    private static Path whole;
    private static Path another;

    enum Damage {
        CUT_IN_HALF("is damaged") {
            @Override
            void make(Path database, RandomAccessFile file) throws IOException {
                file.setLength(file.length() / 2);
            }
        },
        CUT_WITHIN_A_PAGE("is damaged") {
            @Override
            void make(Path database, RandomAccessFile file) throws IOException {
                file.setLength(file.length() - 1_000);
            }
        },
        A_BIT_IN_THE_FIRST_PAGE("does not open with the key beside it") {
            @Override
            void make(Path database, RandomAccessFile file) throws IOException {
                flip(file, 100);
            }
        },
        A_BIT_IN_THE_LAST_PAGE("is damaged") {
            @Override
            void make(Path database, RandomAccessFile file) throws IOException {
                flip(file, file.length() - 2_000);
            }
        },
        FROM_ANOTHER_KEY("does not open with the key beside it") {
            @Override
            void make(Path database, RandomAccessFile file) throws IOException {
                Files.copy(another.resolve("sotto.db"), database, StandardCopyOption.REPLACE_EXISTING);
            }
        };

        private final String words;

        Damage(String words) {
            this.words = words;
        }

        abstract void make(Path database, RandomAccessFile file) throws IOException;

        private static void flip(RandomAccessFile file, long at) throws IOException {
            file.seek(at);
            int before = file.read();
            file.seek(at);
            file.write(before ^ 1);
        }
    }

    @BeforeAll
    static void makeServers() throws Exception {
        whole = made("whole");
        another = made("another");
    }

    private static Path made(String name) throws IOException, InterruptedException {
        Path data = temp.resolve(name);
        try (RealServer server = RealServer.start(data, 0)) {
            server.stop();
        }
        return data;
    }

    @ParameterizedTest
    @EnumSource
    void stopsTheStartWithOneLineAndStaysAsItIs(Damage damage) throws Exception {
        Path data = copy(whole, temp.resolve(damage.name()));
        Path database = data.resolve("sotto.db");
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            damage.make(database, file);
        }
        byte[] before = Files.readAllBytes(database);
        Result refused = new RealShell(temp, "operator").run("serve", "--data", data.toString(), "--port", "0");
        assertEquals(1, refused.code(), refused.err());
        assertTrue(refused.err().lines().anyMatch(line -> line.startsWith("sotto: ") && line.contains(damage.words)));
        assertTrue(refused.err().lines().noneMatch(line -> line.startsWith("\tat ")), refused.err());
        assertArrayEquals(before, Files.readAllBytes(database));
    }

    /// The control: a copy that nothing happened to is served.
    @Test
    void aCopyThatIsWholeIsServed() throws Exception {
        try (RealServer server = RealServer.start(copy(whole, temp.resolve("copy")), 0)) {
            server.stop();
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectory(to);
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
            for (Path each : files.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return to;
    }
}
