package org.sotto.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sotto.client.Messenger;
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
        return profile.with(messenger -> {
            if (follow) {
                follow(messenger, printer);
            } else {
                messenger.receive(Duration.ofSeconds(wait)).forEach(printer::print);
            }
            return Outbox.flush(messenger, surroundings.err());
        });
    }

    /// Ctrl-C lets the message at hand be stored and acknowledged, and the profile be closed, before the process ends.
    private static void follow(Messenger messenger, MessagePrinter printer) {
        AtomicBoolean running = new AtomicBoolean(true);
        Thread self = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            running.set(false);
            try {
                self.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        messenger.follow(printer::print, running::get);
    }
}
