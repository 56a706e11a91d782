package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The archives of classes are there, the JVM takes them, and nearly all of the program comes from them.
class ArchivesIT {
    @TempDir
    Path folder;

    @Test
    void aCommandStartsFromOne() throws Exception {
        assertTrue(archived(ofVersion("")) > 0.9);
    }

    @Test
    void aServerStartsFromOne() throws Exception {
        Path log = folder.resolve("loaded");
        RealServer.start(folder.resolve("server"), 0, Map.of("JDK_JAVA_OPTIONS", logging(log)))
                .close();
        assertTrue(archived(log) > 0.9);
    }

    /// The control.
    @Test
    void nothingComesFromOneThatIsNotWanted() throws Exception {
        assertEquals(0, archived(ofVersion("none")));
    }

    private Path ofVersion(String archive) throws Exception {
        Path log = folder.resolve("loaded");
        new RealShell(folder, "nobody")
                .set("SOTTO_ARCHIVE", archive)
                .set("JDK_JAVA_OPTIONS", logging(log))
                .run("version")
                .exits(0);
        return log;
    }

    private static String logging(Path log) {
        return "-Xlog:class+load:file=" + log;
    }

    /// Which part of the program's own classes, without what was made as it ran.
    private static double archived(Path log) throws IOException {
        List<String> own = Files.readAllLines(log).stream()
                .filter(line -> line.contains(" org.sotto.") && !line.contains("Lambda"))
                .toList();
        assertTrue(own.size() > 10, "the program was started");
        return (double) own.stream()
                        .filter(line -> line.contains("shared objects file (top)"))
                        .count()
                / own.size();
    }
}
