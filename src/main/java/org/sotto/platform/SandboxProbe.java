package org.sotto.platform;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the calls that the server's seccomp profile forbids, and tells what came of each.
public final class SandboxProbe {
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;

    private SandboxProbe() {}

    /// @param call  its name in lower case
    /// @param errno the kernel's number for why, or 0 for success
    public record Finding(String call, int errno) {
        /// Whether the call was kept from the kernel's code: not permitted, or not there.
        public boolean isRefused() {
            return errno == EPERM || errno == ENOSYS;
        }

        /// `EPERM`, `ENOSYS`, `errno 22`, or `ok`.
        public String outcome() {
            return switch (errno) {
                case 0 -> "ok";
                case EPERM -> "EPERM";
                case ENOSYS -> "ENOSYS";
                default -> "errno " + errno;
            };
        }
    }

    /// Why this process cannot try them, or null.
    public static @Nullable String problem() {
        return SystemCalls.problem();
    }

    /// Every forbidden call once. Harmless where they are allowed.
    ///
    /// @throws UnsupportedOperationException if there is a [#problem()]
    public static List<Finding> run() {
        return Arrays.stream(ForbiddenCall.values())
                .map(call -> new Finding(call.label(), call.make().errno()))
                .toList();
    }
}
