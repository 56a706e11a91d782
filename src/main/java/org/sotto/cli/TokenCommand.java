package org.sotto.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "token",
        description = "Print a session token for curl and other REST clients. Whoever has it is you for 15 minutes.")
final class TokenCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ProfileOptions profile;

    @Mixin
    private final HelpOption help = new HelpOption();

    TokenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.profile = new ProfileOptions(surroundings);
    }

    @Override
    public Integer call() {
        return profile.with(messenger -> {
            int code = Outbox.flush(messenger, surroundings.err());
            surroundings.out().println(TerminalText.line(messenger.sessionToken()));
            return code;
        });
    }
}
