package org.sotto.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "card", description = "Print your contact card: one line that lets others write to you.")
final class CardCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--qr", description = "draw it as a QR code too")
    private boolean qr;

    @Mixin
    private final ProfileOptions profile;

    @Mixin
    private final HelpOption help = new HelpOption();

    CardCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.profile = new ProfileOptions(surroundings);
    }

    @Override
    public Integer call() {
        return profile.with(messenger -> {
            String card = messenger.card().text();
            if (qr) {
                surroundings.out().print(QrDrawing.of(card));
            }
            surroundings.out().println(card);
            return ExitCode.OK;
        });
    }
}
