package org.sotto.cli;

import java.util.concurrent.Callable;
import org.sotto.client.Contact;
import org.sotto.protocol.ContactCard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "add", description = "Add a person by their card.")
final class AddCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "CARD", description = "the other person's card, sotto:card:…")
    private ContactCard card;

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "what you call them")
    private String name;

    @Option(names = "--replace", description = "put the card in the place of this contact's, whose keys are others now")
    private boolean replace;

    @Mixin
    private final ProfileOptions profile;

    @Mixin
    private final HelpOption help = new HelpOption();

    AddCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.profile = new ProfileOptions(surroundings);
    }

    @Override
    public Integer call() {
        return profile.with(messenger -> {
            Contact contact = replace ? messenger.replace(card, name) : messenger.add(card, name);
            String added = TerminalText.line(contact.name());
            surroundings.out().println((replace ? "replaced the card of " : "added ") + added);
            surroundings.err().println("compare safety numbers over another channel: sotto verify " + added);
            return ExitCode.OK;
        });
    }
}
