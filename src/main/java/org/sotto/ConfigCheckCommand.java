package org.sotto;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sotto.cli.HelpOption;
import org.sotto.server.config.StartRefusedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Asks what `sotto serve` would say to a file, and starts nothing.
@Command(
        name = "check",
        description = "Say whether a server would start with a file of settings, the variables of this shell and what"
                + " both point at. Exit code 0 if it would, 1 otherwise.",
        sortOptions = false)
final class ConfigCheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "config.json")
    private @Nullable String file;

    @Option(names = "--data", paramLabel = "DIR", description = "the server's folder (default: SOTTO_DATA or ./data)")
    private @Nullable String data;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Override
    public Integer call() {
        try {
            new StartSettings(System.getenv(), data, file).read();
        } catch (StartRefusedException e) {
            Complaint.say(String.valueOf(e.getMessage()));
            return CommandLine.ExitCode.SOFTWARE;
        }
        spec.commandLine().getOut().println("in order");
        return CommandLine.ExitCode.OK;
    }
}
