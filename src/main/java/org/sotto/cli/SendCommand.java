package org.sotto.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.sotto.client.SendResult;
import org.sotto.protocol.compression.Urgency;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "send",
        description = "Send a text. With the server away it is queued and leaves with a later command.",
        footer = {"", "A text that starts with a dash goes behind --, as in: sotto send bob -- -5 degrees"})
final class SendCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "NAME", description = "the contact")
    private String name;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "TEXT",
            description = "the words, or a single - to read them from standard input")
    private List<String> words;

    @Option(names = "--urgent", description = "spend more work on making a long text small where the network is slow")
    private boolean urgent;

    @Option(
            names = "--identified",
            description = "let the server see who writes into which mailbox, and say what came of it")
    private boolean identified;

    @Mixin
    private final ProfileOptions profile;

    @Mixin
    private final HelpOption help = new HelpOption();

    SendCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.profile = new ProfileOptions(surroundings);
    }

    @Override
    public Integer call() {
        String text =
                words.equals(List.of(STANDARD_INPUT)) ? StandardInput.text(surroundings.in()) : String.join(" ", words);
        return profile.identified(identified).with(messenger -> {
            report(messenger.send(name, text, urgent ? Urgency.HIGH : Urgency.NORMAL)); // it flushes the outbox itself
            return ExitCode.OK;
        });
    }

    private void report(SendResult result) {
        switch (result) {
            case SendResult.Sent sent -> surroundings.out().println("sent " + sent.id());
            case SendResult.Accepted accepted -> surroundings.out().println("accepted " + accepted.id());
            case SendResult.Queued queued ->
                surroundings.err().println("queued: " + TerminalText.line(queued.reason()));
        }
    }
}
