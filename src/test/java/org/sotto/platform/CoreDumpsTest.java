package org.sotto.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.support.ChildJvm;

/// What the kernel says of a process that has forbidden core dumps, and of one that has not. `CoreDumpsIT` shows that
/// the program does.
class CoreDumpsTest {
    private static final List<String> NATIVE = List.of("--enable-native-access=ALL-UNNAMED");

    @Test
    void theyAreForbiddenForGood() throws IOException {
        try (ChildJvm child = ChildJvm.start(NATIVE, DumpableChild.class, "forbid")) {
            String said = child.readLine();
            assumeTrue("forbidden".equals(said), "the kernel does not let us here: " + said);
            assertEquals("0", child.readLine(), "1 for what can be dumped");
            assertTrue(ProcessDumps.hasNoCore(child.pid()));
            assertEquals("root", ProcessDumps.owner(child.pid()));
        }
    }

    @Test
    void aPlainProgramCanBeDumped() throws IOException {
        try (ChildJvm child = ChildJvm.start(NATIVE, DumpableChild.class, "plain")) {
            assertEquals("core dumps are left to the program around it", child.readLine());
            assertEquals("1", child.readLine());
            assertEquals(Files.getOwner(Path.of("/proc/self/environ")).getName(), ProcessDumps.owner(child.pid()));
        }
    }
}
