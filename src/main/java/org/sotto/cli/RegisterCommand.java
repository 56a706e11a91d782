package org.sotto.cli;

import java.util.concurrent.Callable;
import org.sotto.protocol.Invitation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "register", description = "Make a profile on the server of an invitation.")
final class RegisterCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "LINK", description = "the operator's link, sotto:invite:…")
    private Invitation link;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "someone",
            description = "what contacts see who have no name for you (default: ${DEFAULT-VALUE})")
    private String name;

    @Mixin
    private final ProfileOptions profile;

    @Mixin
    private final HelpOption help = new HelpOption();

    RegisterCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.profile = new ProfileOptions(surroundings);
    }

    @Override
    public Integer call() {
        return profile.register(link, name, messenger -> {
            surroundings
                    .out()
                    .println("registered at "
                            + TerminalText.line(messenger.status().server()));
            surroundings.err().println("give people your card: sotto card");
            return ExitCode.OK;
        });
    }
}
