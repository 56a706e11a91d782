package org.sotto.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = "Print the safety number of a contact. The other person must see the same twelve groups.")
final class VerifyCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "the contact")
    private String name;

    @Option(names = "--mark", description = "remember that the numbers were compared and are the same")
    private boolean mark;

    @Mixin
    private final ProfileOptions profile;

    @Mixin
    private final HelpOption help = new HelpOption();

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.profile = new ProfileOptions(surroundings);
    }

    @Override
    public Integer call() {
        return profile.with(messenger -> {
            if (mark) {
                messenger.markVerified(name); // before the number is shown anew
            }
            surroundings.out().println(messenger.safetyNumber(name).text());
            if (mark) {
                surroundings.err().println(TerminalText.line(name) + " is verified");
            }
            return ExitCode.OK;
        });
    }
}
