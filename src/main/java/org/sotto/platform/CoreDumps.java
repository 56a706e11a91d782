package org.sotto.platform;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Keeps the whole memory of this process out of core dumps, and debuggers of the same user away from it.
public final class CoreDumps {
    private static volatile @Nullable String problem = "core dumps are left to the program around it";

    private CoreDumps() {}

    /// Asks the kernel for it, for good: `PR_SET_DUMPABLE` 0 and a core limit of 0. It belongs at the start of
    /// a program of one's own; a library leaves it to its host.
    public static void forbid() {
        String traced = LinuxCall.PRCTL.attempt(LinuxCall.PR_SET_DUMPABLE, 0);
        String dumped = noCoreFile();
        problem = traced != null ? traced : dumped;
    }

    /// Why they are not kept away, or null.
    public static @Nullable String problem() {
        return problem;
    }

    /// Soft and hard limit of 0, so that nothing in this process raises it again.
    private static @Nullable String noCoreFile() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limit = arena.allocate(JAVA_LONG, 2);
            return LinuxCall.PRLIMIT.attempt(0, LinuxCall.RLIMIT_CORE, limit.address(), 0);
        }
    }
}
