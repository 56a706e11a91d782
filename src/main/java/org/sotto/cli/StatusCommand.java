package org.sotto.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import org.sotto.client.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "status", description = "Print the profile at a glance. Nothing is asked of the server.")
final class StatusCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--json", description = "one JSON object")
    private boolean json;

    @Mixin
    private final ProfileOptions profile;

    @Mixin
    private final HelpOption help = new HelpOption();

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.profile = new ProfileOptions(surroundings);
    }

    @Override
    public Integer call() {
        return profile.with(messenger -> {
            Status status = messenger.status();
            if (json) {
                surroundings.out().println(StatusJson.line(status));
            } else {
                print(status, surroundings.out());
            }
            if (status.issuerWarning() != null) {
                surroundings.err().println("warning: " + TerminalText.line(status.issuerWarning()));
            }
            if (status.clockIsOff()) {
                Advice.onClock(surroundings.err(), status.clockSkew());
            }
            return ExitCode.OK;
        });
    }

    private static void print(Status status, PrintStream out) {
        out.println("name:             " + TerminalText.line(status.ownName()));
        out.println("fingerprint:      " + status.fingerprint());
        out.println("device:           " + status.deviceId());
        out.println("server:           " + TerminalText.line(status.server()));
        out.println("last contact:     " + (status.lastContact() == null ? "never" : status.lastContact()));
        out.println("contacts:         " + status.contacts());
        out.println("waiting to go:    " + status.waiting());
        out.println("one-time prekeys: " + status.oneTimePreKeys());
        out.println("tokens:           " + status.tokens());
        out.println("unconfirmed:      " + status.unconfirmed());
        out.println("refused:          " + status.refused() + lastRefusal(status));
        out.println("duplicates:       " + status.duplicates());
        out.println("memory:           " + status.memory().text());
        out.println("self-check:       " + selfCheck(status));
        if (status.exposed() != null) {
            out.println("open to others:   found on " + status.exposed() + ", and put right");
        }
    }

    private static String selfCheck(Status status) {
        return status.selfCheck() == null
                ? "never"
                : TerminalText.line(status.selfCheck()) + ", on " + status.selfChecked();
    }

    private static String lastRefusal(Status status) {
        return status.lastRefusal() == null ? "" : ", the last one: " + TerminalText.line(status.lastRefusal());
    }
}
