package org.sotto.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.sotto.client.Contact;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "contacts", description = "List the people you know: fingerprint, verified or not, name.")
final class ContactsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ProfileOptions profile;

    @Mixin
    private final HelpOption help = new HelpOption();

    ContactsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.profile = new ProfileOptions(surroundings);
    }

    @Override
    public Integer call() {
        return profile.with(messenger -> {
            messenger.contacts().forEach(contact -> surroundings.out().println(line(contact)));
            return ExitCode.OK;
        });
    }

    private static String line(Contact contact) {
        String mark = String.format("%-10s", contact.trust().name().toLowerCase(Locale.ROOT));
        return contact.fingerprint() + "  " + mark + "  " + TerminalText.line(contact.name());
    }
}
