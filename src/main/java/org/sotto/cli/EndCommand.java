package org.sotto.cli;

import java.util.concurrent.Callable;
import org.sotto.client.EndResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "end",
        description = "Delete the sessions with a contact for good, on both sides. The history stays.",
        footer = {"", "A text that is sent later starts a new session."})
final class EndCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "the contact")
    private String name;

    @Mixin
    private final ProfileOptions profile;

    @Mixin
    private final HelpOption help = new HelpOption();

    EndCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.profile = new ProfileOptions(surroundings);
    }

    @Override
    public Integer call() {
        return profile.with(messenger -> {
            report(messenger.end(name)); // it flushes the outbox itself
            return ExitCode.OK;
        });
    }

    private void report(EndResult result) {
        surroundings.out().println("ended");
        switch (result) {
            case EndResult.Sent sent -> {}
            case EndResult.Queued queued -> surroundings.err().println("queued: " + TerminalText.line(queued.reason()));
            case EndResult.Untold untold ->
                surroundings
                        .err()
                        .println(TerminalText.line(name) + " is not told: " + TerminalText.line(untold.reason()));
        }
    }
}
