package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.platform.DumpableChild;
import org.sotto.platform.ProcessDumps;
import org.sotto.support.ChildJvm;

/// The packaged program forbids core dumps: the server before it is ready, a command as it opens its profile.
/// What else that does to a process is in `CoreDumpsTest`.
class CoreDumpsIT {
    private static final long PATIENCE_SECONDS = 90;

    @TempDir
    Path folder;

    @Test
    void ofTheServerAndOfACommandNothingIsDumped() throws Exception {
        assumeFalse(ProcessDumps.hasNoCore(ProcessHandle.current().pid()), "whoever runs the tests has forbidden them");
        try (ChildJvm plain =
                ChildJvm.start(List.of("--enable-native-access=ALL-UNNAMED"), DumpableChild.class, "plain")) {
            plain.readLine();
            assertFalse(ProcessDumps.hasNoCore(plain.pid()), "the control");
        }
        try (RealServer server = RealServer.start(folder.resolve("server"), 0)) {
            assertForbidden(server.pid());
            RealShell alice = new RealShell(folder, "alice");
            String invitation = alice.run("invite", "--data", server.data().toString())
                    .exits(0)
                    .out()
                    .strip();
            alice.run("register", invitation, "--name", "alice").exits(0);
            Process following = alice.start("receive", "--follow");
            try {
                awaitForbidden(following);
                assertForbidden(following.pid());
            } finally {
                following.destroyForcibly();
            }
        }
    }

    /// `./sotto` becomes the program, which then opens the profile.
    private static void awaitForbidden(Process process) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!ProcessDumps.hasNoCore(process.pid())) {
            assertFalse(process.waitFor(50, TimeUnit.MILLISECONDS), "the command has ended");
            assertFalse(System.nanoTime() > deadline, "core dumps are not forbidden");
        }
    }

    private static void assertForbidden(long pid) throws IOException {
        assertEquals(true, ProcessDumps.hasNoCore(pid));
        assertEquals("root", ProcessDumps.owner(pid), "of what can be dumped, it is its user");
    }
}
