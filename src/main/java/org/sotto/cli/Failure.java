package org.sotto.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sotto.cli.demo.DemoFailure;
import org.sotto.client.ClientException;
import org.sotto.operator.OperatorException;

/// Says on standard error what went wrong, one line and a hint, and gives the exit code that belongs to it.
final class Failure {
    private Failure() {}

    static int report(PrintStream err, Throwable failure) {
        return switch (failure) {
            case ClientException e -> say(err, e.getMessage(), e.hint(), codeOf(e));
            case OperatorException e -> say(err, e.getMessage(), e.hint(), ExitCode.ERROR);
            case DemoFailure e ->
                say(err, "the demo failed: " + e.getMessage(), "sotto demo --keep DIR leaves the log", ExitCode.ERROR);
            case CliException e -> say(err, e.getMessage(), e.hint(), ExitCode.ERROR);
            default ->
                say(
                        err,
                        "this is a bug: " + failure,
                        "nothing was lost; please report it with the command",
                        ExitCode.ERROR);
        };
    }

    static int usage(PrintStream err, @Nullable String message, String command) {
        return say(err, message, "see " + command + " --help", ExitCode.USAGE);
    }

    static int codeOf(ClientException failure) {
        return switch (failure) {
            case ClientException.WrongPassphrase e -> ExitCode.WRONG_PASSPHRASE;
            case ClientException.PinMismatch e -> ExitCode.KEY_CHANGED;
            case ClientException.KeyChanged e -> ExitCode.KEY_CHANGED;
            case ClientException.ContactFrozen e -> ExitCode.KEY_CHANGED;
            case ClientException.NumberChanged e -> ExitCode.KEY_CHANGED;
            case ClientException.ProfileMissing e -> ExitCode.ERROR;
            case ClientException.ProfileExists e -> ExitCode.ERROR;
            case ClientException.ProfileUnusable e -> ExitCode.ERROR;
            case ClientException.ServerUnreachable e -> ExitCode.ERROR;
            case ClientException.DeviceUnknown e -> ExitCode.ERROR;
            case ClientException.KeysRefused e -> ExitCode.ERROR;
            case ClientException.ServerRefused e -> ExitCode.ERROR;
            case ClientException.UnknownContact e -> ExitCode.ERROR;
            case ClientException.NoSession e -> ExitCode.ERROR;
            case ClientException.ContactExists e -> ExitCode.ERROR;
            case ClientException.BadName e -> ExitCode.ERROR;
            case ClientException.CardRefused e -> ExitCode.ERROR;
            case ClientException.LibraryMissing e -> ExitCode.ERROR;
            case ClientException.TextTooLong e -> ExitCode.ERROR;
            case ClientException.TextEmpty e -> ExitCode.ERROR;
        };
    }

    private static int say(PrintStream err, @Nullable String message, String hint, int code) {
        err.println("sotto: " + firstLower(TerminalText.line(message == null ? "no message" : message)));
        err.println("hint: " + TerminalText.line(hint));
        return code;
    }

    private static String firstLower(String line) {
        return line.isEmpty() ? line : line.substring(0, 1).toLowerCase(Locale.ROOT) + line.substring(1);
    }
}
