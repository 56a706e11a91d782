package org.sotto.platform;

import org.jspecify.annotations.Nullable;

/// The system calls by which a process keeps its memory to itself.
enum LinuxCall {
    MLOCK("mlock", 149, 228),
    MADVISE("madvise", 28, 233),
    PRCTL("prctl", 157, 167),
    PRLIMIT("prlimit64", 302, 261);

    static final int MADV_DONTDUMP = 16;
    static final int PR_GET_DUMPABLE = 3;
    static final int PR_SET_DUMPABLE = 4;
    static final int RLIMIT_CORE = 4;

    private final String label;
    private final int amd64;
    private final int aarch64;

    LinuxCall(String label, int amd64, int aarch64) {
        this.label = label;
        this.amd64 = amd64;
        this.aarch64 = aarch64;
    }

    /// Makes the call where there is one to make, and never throws.
    ///
    /// @return why it did not succeed, or null
    @Nullable
    String attempt(long... arguments) {
        // another system's numbers mean other calls
        if (!"Linux".equals(System.getProperty("os.name")) || number() < 0) {
            return label + " is known for Linux on amd64 and aarch64 only";
        }
        if (SystemCalls.problem() != null) {
            return label + " " + SystemCalls.problem();
        }
        int errno = make(arguments).errno();
        return errno == 0 ? null : label + " was refused (errno " + errno + ")";
    }

    SystemCalls.Outcome make(long... arguments) {
        return SystemCalls.call(number(), arguments);
    }

    private int number() {
        return switch (System.getProperty("os.arch", "")) {
            case "amd64" -> amd64;
            case "aarch64" -> aarch64;
            default -> -1;
        };
    }
}
