package org.sotto.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "history", description = "Print the conversation with a contact, in order of arrival.")
final class HistoryCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "the contact")
    private String name;

    @Option(names = "--json", description = "one JSON object a line")
    private boolean json;

    @Mixin
    private final ProfileOptions profile;

    @Mixin
    private final HelpOption help = new HelpOption();

    HistoryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.profile = new ProfileOptions(surroundings);
    }

    @Override
    public Integer call() {
        MessagePrinter printer = new MessagePrinter(surroundings, json);
        return profile.with(messenger -> {
            messenger.history(name).forEach(printer::print);
            return ExitCode.OK;
        });
    }
}
