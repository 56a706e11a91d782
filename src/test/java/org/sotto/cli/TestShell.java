package org.sotto.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sotto.cli.demo.StoredTables;
import org.sotto.client.ClientEnvironment;
import org.sotto.client.FakeProfiles;
import org.sotto.client.Messenger;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.protocol.Invitation;
import org.sotto.support.FakeServer;
import org.sotto.support.TestClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// One person at a terminal: a profile folder, a passphrase file, and the program.
final class TestShell {
    static final String LINK = FakeProfiles.invitation().text();

    private final Map<String, String> environment = new HashMap<>();
    private final Deque<String> typed = new ArrayDeque<>();
    private final FakeProfiles profiles;
    private final Clock clock = new TestClock(Instant.parse("2026-11-23T12:00:00Z"));

    TestShell(Path folder, String name, FakeServer server) {
        this.profiles = new FakeProfiles(server);
        environment.put("SOTTO_HOME", folder.resolve(name).toString());
        environment.put(
                "SOTTO_PASSPHRASE_FILE",
                secretFile(folder.resolve(name + ".pass"), name + "'s passphrase\n")
                        .toString());
    }

    /// A file of mode 0600.
    static Path secretFile(Path file, String content) {
        try {
            Files.writeString(file, content);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Two people who have exchanged cards.
    static List<TestShell> aliceAndBob(Path folder, FakeServer server) {
        TestShell alice = new TestShell(folder, "alice", server);
        TestShell bob = new TestShell(folder, "bob", server);
        alice.run("register", LINK, "--name", "alice").exits(0);
        bob.run("register", LINK, "--name", "bob").exits(0);
        alice.run("add", bob.card(), "--name", "bob").exits(0);
        bob.run("add", alice.card(), "--name", "alice").exits(0);
        return List.of(alice, bob);
    }

    TestShell set(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    TestShell unset(String variable) {
        environment.remove(variable);
        return this;
    }

    /// What the person will type when asked for a passphrase.
    TestShell willType(String... passphrases) {
        typed.addAll(List.of(passphrases));
        return this;
    }

    Path home() {
        return Path.of(environment.getOrDefault("SOTTO_HOME", ""));
    }

    String card() {
        return run("card").exits(0).out().strip();
    }

    Result run(String... args) {
        return runWithInput(new byte[0], args);
    }

    Result runWithInput(byte[] input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                new ByteArrayInputStream(input),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                Map.copyOf(environment),
                this::ask,
                new Local(),
                clock,
                new SecureRandom());
        StoredTables none = (data, random) -> List.of();
        int code = new Cli(surroundings, List.of(new NoServer()), none).execute(args);
        return new Result(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    private SecretBytes ask(String question) {
        if (typed.isEmpty()) {
            throw new CliException("there is no terminal to ask for the passphrase on", "give --passphrase-file");
        }
        return SecretBytes.adopt(typed.remove().getBytes(UTF_8));
    }

    private final class Local implements Profiles {
        @Override
        public Messenger open(ClientEnvironment environment) {
            return profiles.open(environment);
        }

        @Override
        public Messenger register(ClientEnvironment environment, Invitation invitation, String ownName) {
            return profiles.register(environment, invitation, ownName);
        }
    }

    @Command(name = "serve")
    private static final class NoServer implements Runnable {
        @Mixin
        private final HelpOption help = new HelpOption();

        @Override
        public void run() {
            throw new IllegalStateException("no test of the command line boots a server");
        }
    }
}
