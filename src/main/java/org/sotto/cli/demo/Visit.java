package org.sotto.cli.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The demo's conversation at a server that runs already, in a container for instance.
public final class Visit {
    private static final long RESTARTED_WITHIN_S = 120;

    private final Script script;
    private final Clock clock;
    private final SecureRandom random;

    public Visit(PrintStream out, Clock clock, SecureRandom random) {
        this.script = new Script(out);
        this.clock = clock;
        this.random = random;
    }

    /// @param invitations one for alice, one for bob
    /// @param restart     a program that ends the server and starts it again while messages wait, or null
    /// @param search      folders that are searched for the texts, beside the two profiles
    /// @throws RuntimeException the first step that does not hold
    public void run(List<String> invitations, @Nullable Path restart, List<Path> search) {
        script.title("Sotto demo: two people, and a server that was there before them.");
        try (Stage stage = Stage.open(null);
                Conversation conversation = new Conversation(script, stage.folder(), clock, random)) {
            conversation.meet(invitations.getFirst(), invitations.getLast());
            conversation.bobLeaves();
            if (restart != null) {
                run(restart);
                script.held("the server was ended and started anew by " + restart.getFileName());
            }
            conversation.bobComesBack();
            conversation.bobReads();
            conversation.takeTurns();
            List<Path> folders = new ArrayList<>(search);
            folders.add(stage.folder());
            new FileSearch(script).run(folders, stage.folder());
        }
        script.end();
    }

    private static void run(Path program) {
        try {
            Process process = new ProcessBuilder(program.toAbsolutePath().toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(RESTARTED_WITHIN_S, TimeUnit.SECONDS);
            if (!ended) {
                process.destroy();
            }
            DemoFailure.unless(ended && process.exitValue() == 0, program + " failed");
        } catch (IOException e) {
            throw new DemoFailure(program + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("interrupted", e);
        }
    }
}
