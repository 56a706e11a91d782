package org.sotto.platform;

import java.util.Locale;

/// A system call that a server under its seccomp profile must not get through, with arguments that do no harm where it
/// does: the kernel then refuses the *arguments*, with an error of its own.
enum ForbiddenCall {
    /// No flags: nothing is left.
    UNSHARE(272, 97),
    /// PTRACE_CONT of a process that cannot be: ESRCH.
    PTRACE(101, 117, 7, Integer.MAX_VALUE),
    /// No target: EFAULT, before the kernel looks at rights.
    MOUNT(165, 40),
    /// An operation that there is not: EOPNOTSUPP.
    KEYCTL(250, 219, 9_999),
    /// Attributes larger than a page: E2BIG, before the kernel looks at rights.
    BPF(321, 280, 0, 0, 65_536),
    /// No parameters: EFAULT.
    IO_URING_SETUP(425, 425, 1, 0),
    /// clone(CLONE_SIGHAND) without CLONE_VM, which no thread has and no kernel takes: EINVAL.
    FORK(56, 220, 0x800),
    /// socket(AF_NETLINK, SOCK_RAW): a descriptor, closed with the process.
    NETLINK_SOCKET(41, 198, 16, 3),
    /// No name: EFAULT.
    MEMFD_CREATE(319, 279);

    private final int amd64;
    private final int aarch64;
    private final long[] arguments;

    ForbiddenCall(int amd64, int aarch64, long... arguments) {
        this.amd64 = amd64;
        this.aarch64 = aarch64;
        this.arguments = arguments;
    }

    SystemCalls.Outcome make() {
        return SystemCalls.call(number(System.getProperty("os.arch")), arguments);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private int number(String architecture) {
        return switch (architecture) {
            case "amd64" -> amd64;
            case "aarch64" -> aarch64;
            default -> throw new IllegalStateException("no system call numbers for " + architecture);
        };
    }
}
