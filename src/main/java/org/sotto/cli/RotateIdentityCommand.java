package org.sotto.cli;

import java.util.concurrent.Callable;
import org.sotto.client.RotationResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rotate-identity",
        description = "Take new identity keys, signed by the present ones. Contacts are told, and follow.",
        footer = {
            "",
            "Afterwards the card, the safety numbers and a backup of the identity are others.",
            "Whoever has only the old card and never heard from you cannot write to you any more."
        })
final class RotateIdentityCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final ProfileOptions profile;

    @Mixin
    private final HelpOption help = new HelpOption();

    RotateIdentityCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.profile = new ProfileOptions(surroundings);
    }

    @Override
    public Integer call() {
        return profile.with(messenger -> {
            report(messenger.rotateIdentity());
            return ExitCode.OK;
        });
    }

    private void report(RotationResult result) {
        switch (result) {
            case RotationResult.Entered entered -> surroundings.out().println("new identity " + entered.fingerprint());
            case RotationResult.Prepared prepared ->
                surroundings.err().println("prepared, not in use yet: " + TerminalText.line(prepared.reason()));
        }
    }
}
