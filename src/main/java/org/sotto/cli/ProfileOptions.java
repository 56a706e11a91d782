package org.sotto.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.sotto.client.ClientEnvironment;
import org.sotto.client.ClientException;
import org.sotto.client.Messenger;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.platform.CoreDumps;
import org.sotto.protocol.Invitation;
import picocli.CommandLine.Option;

/// The options that name a profile and its passphrase, and the profile opened by them.
final class ProfileOptions {
    private final Surroundings surroundings;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "the profile's folder (default: SOTTO_HOME or $XDG_DATA_HOME/sotto)")
    private @Nullable Path home;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "read the passphrase there (default: SOTTO_PASSPHRASE_FILE, or ask)")
    private @Nullable Path passphraseFile;

    private boolean identified;

    ProfileOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// Nothing is sent without identity, or what the environment says.
    ProfileOptions identified(boolean value) {
        identified = value;
        return this;
    }

    /// Runs the work with the profile open.
    ///
    /// @return the work's exit code
    int with(ToIntFunction<Messenger> work) {
        if (!Files.exists(home())) {
            throw new ClientException.ProfileMissing(home());
        }
        CoreDumps.forbid();
        try (Messenger messenger = open()) {
            Advice.onFiles(surroundings.err(), messenger);
            int code = work.applyAsInt(messenger);
            Advice.onFiles(surroundings.err(), messenger);
            Advice.onClock(surroundings.err(), messenger);
            return code;
        }
    }

    /// The passphrase is gone when the profile is open, however long the command then runs.
    private Messenger open() {
        try (SecretBytes passphrase = source().existing()) {
            return surroundings.profiles().open(environment(passphrase));
        }
    }

    /// Makes the profile, then runs the work with it.
    int register(Invitation invitation, String ownName, ToIntFunction<Messenger> work) {
        CoreDumps.forbid();
        try (Messenger messenger = made(invitation, ownName)) {
            return work.applyAsInt(messenger);
        }
    }

    private Messenger made(Invitation invitation, String ownName) {
        try (SecretBytes passphrase = source().chosen()) {
            return surroundings.profiles().register(environment(passphrase), invitation, ownName);
        }
    }

    private ClientEnvironment environment(SecretBytes passphrase) {
        return ClientEnvironment.builder(home(), passphrase)
                .clock(surroundings.clock())
                .random(surroundings.random())
                .identified(identified || isSet("SOTTO_IDENTIFIED"))
                .build();
    }

    private PassphraseSource source() {
        Path file = passphraseFile == null ? variable("SOTTO_PASSPHRASE_FILE") : passphraseFile;
        return new PassphraseSource(file, surroundings.prompt());
    }

    private Path home() {
        Path named = home == null ? variable("SOTTO_HOME") : home;
        if (named != null) {
            return named;
        }
        Path shared = variable("XDG_DATA_HOME");
        Path parent = shared == null ? Path.of(System.getProperty("user.home"), ".local", "share") : shared;
        return parent.resolve("sotto");
    }

    private boolean isSet(String name) {
        return Set.of("1", "true").contains(surroundings.environment().getOrDefault(name, ""));
    }

    private @Nullable Path variable(String name) {
        String value = surroundings.environment().getOrDefault(name, "");
        return value.isEmpty() ? null : Path.of(value);
    }
}
