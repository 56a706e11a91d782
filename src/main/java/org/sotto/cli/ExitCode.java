package org.sotto.cli;

/// What the process tells its caller. The numbers are promised in docs/cli.md.
final class ExitCode {
    /// Done, or durably queued.
    static final int OK = 0;

    static final int ERROR = 1;

    /// The command line itself is wrong.
    static final int USAGE = 2;

    static final int WRONG_PASSPHRASE = 3;

    /// A server's pin or a contact's keys are not the known ones.
    static final int KEY_CHANGED = 4;

    private ExitCode() {}
}
