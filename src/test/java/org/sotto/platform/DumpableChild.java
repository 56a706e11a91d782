package org.sotto.platform;

import java.io.IOException;

/// A child that tells whether it can be dumped and then waits for its input to end. It forbids core dumps if it
/// is told to.
public final class DumpableChild {
    private DumpableChild() {}

    /// @param arguments `forbid`, or `plain`
    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("forbid")) {
            CoreDumps.forbid();
        }
        System.out.println(CoreDumps.problem() == null ? "forbidden" : CoreDumps.problem());
        System.out.println(LinuxCall.PRCTL.make(LinuxCall.PR_GET_DUMPABLE).value());
        int unused = System.in.read();
    }
}
