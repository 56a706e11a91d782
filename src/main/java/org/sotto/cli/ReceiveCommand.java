package org.sotto.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sotto.client.ClientException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "receive", description = "Print every message that waits, in order of arrival, and return.")
final class ReceiveCommand implements Callable<Integer> {
    private static final int MAX_WAIT_SECONDS = 86_400;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Option(names = "--follow", description = "go on until the command is ended with Ctrl-C")
    private boolean follow;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "0",
            description = "wait so long for a first message, at most 86400 (default: 0)")
    private int wait;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    @Mixin
    private final ProfileOptions profile;

    @Mixin
    private final HelpOption help = new HelpOption();

    ReceiveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.profile = new ProfileOptions(surroundings);
    }

    @Override
    public Integer call() {
        if (wait < 0 || wait > MAX_WAIT_SECONDS) {
            throw new ParameterException(spec.commandLine(), "--wait takes 0 to " + MAX_WAIT_SECONDS + " seconds");
        }
        MessagePrinter printer = new MessagePrinter(surroundings, json);
        return follow ? follow(printer) : receive(printer);
    }

    private int receive(MessagePrinter printer) {
        return profile.with(messenger -> {
            messenger.receive(Duration.ofSeconds(wait)).forEach(printer::print);
            warn(messenger.status().issuerWarning());
            return Outbox.flush(messenger, surroundings.err());
        });
    }

    private void warn(@Nullable String warning) {
        if (warning != null) {
            surroundings.err().println("warning: " + TerminalText.line(warning));
        }
    }

    /// What stays at the server ends nothing.
    private void tell(ClientException withheld) {
        int unused = Failure.report(surroundings.err(), withheld);
    }

    private int follow(MessagePrinter printer) {
        try (Following following = Following.begin(surroundings.out())) {
            return profile.with(messenger -> {
                warn(messenger.status().issuerWarning());
                messenger.follow(printer::print, this::tell, following::goesOn);
                return Outbox.flush(messenger, surroundings.err());
            });
        }
    }
}
