package org.sotto.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "sotto",
        synopsisSubcommandLabel = "COMMAND",
        description = "Self-hosted messages that nobody between two people can read.",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Each command has a --help. Exit codes: 0 done or queued, 1 error, 2 usage,",
            "3 wrong passphrase, 4 a key or pin has changed."
        })
final class SottoCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final HelpOption help = new HelpOption();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command was given");
    }
}
