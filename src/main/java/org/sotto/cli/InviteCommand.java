package org.sotto.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "invite",
        description = "Print a registration link that works once. For the operator, while the server runs.")
final class InviteCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ServerOptions server;

    @Mixin
    private final HelpOption help = new HelpOption();

    InviteCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.server = new ServerOptions(surroundings);
    }

    @Override
    public Integer call() {
        surroundings.out().println(TerminalText.line(server.operator().invite()));
        return ExitCode.OK;
    }
}
