package org.sotto.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Outside of the server's container the calls reach the kernel, which is the control of what its proof shows. Where
/// the
/// tests themselves run in a container, its profile may refuse some.
class SandboxProbeTest {
    private static final int ESRCH = 3;
    private static final int EFAULT = 14;
    private static final int EINVAL = 22;
    private static final Map<String, Integer> BY_THE_KERNEL =
            Map.of("unshare", 0, "netlink_socket", 0, "ptrace", ESRCH, "mount", EFAULT, "fork", EINVAL);

    @Test
    void theCallsReachTheKernelAndDoNoHarm() {
        List<SandboxProbe.Finding> findings = SandboxProbe.run();
        assertEquals(ForbiddenCall.values().length, findings.size());
        List<SandboxProbe.Finding> reached =
                findings.stream().filter(each -> !each.isRefused()).toList();
        assertFalse(reached.isEmpty(), "everything is refused: " + findings);
        for (SandboxProbe.Finding finding : reached) {
            assertEquals(BY_THE_KERNEL.getOrDefault(finding.call(), finding.errno()), finding.errno(), finding.call());
        }
    }

    @Test
    void onlyWhatTheKernelsCodeNeverSawIsRefused() {
        assertTrue(new SandboxProbe.Finding("x", 1).isRefused());
        assertTrue(new SandboxProbe.Finding("x", 38).isRefused());
        for (int errno : List.of(0, ESRCH, EFAULT, EINVAL)) {
            assertFalse(new SandboxProbe.Finding("x", errno).isRefused(), "errno " + errno);
        }
    }

    /// A probe that can try nothing must not pass for a sandbox that refuses everything.
    @Test
    void withoutForeignCallsTheCommandSaysSoAndFails() throws Exception {
        Process command = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djdk.internal.foreign.CABI=UNSUPPORTED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.sotto.Sotto",
                        "health",
                        "--sandbox")
                .redirectErrorStream(true)
                .start();
        String said = new String(command.getInputStream().readAllBytes(), UTF_8);
        assertEquals(1, command.waitFor());
        assertTrue(
                said.startsWith("sotto: a system call needs foreign calls, which this runtime does not make\nhint: "),
                said);
    }
}
