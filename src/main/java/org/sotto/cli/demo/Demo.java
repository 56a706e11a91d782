package org.sotto.cli.demo;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The whole of the product once: a real server, two people, a restart, and a look into the server's files. A step is
/// printed after it was checked; the first that does not hold ends the demo.
public final class Demo {
    private final Script script;
    private final Clock clock;
    private final SecureRandom random;
    private final StoredTables tables;

    public Demo(PrintStream out, Clock clock, SecureRandom random, StoredTables tables) {
        this.script = new Script(out);
        this.clock = clock;
        this.random = random;
        this.tables = tables;
    }

    /// @param keep the folder that stays behind with server and profiles, or null to leave nothing behind
    /// @throws RuntimeException the first step that does not hold
    public void run(@Nullable Path keep) {
        script.title("Sotto demo: two people, and a server between them that cannot read a word.");
        Path played;
        try (Stage stage = Stage.open(keep);
                Conversation conversation = new Conversation(script, stage.folder(), clock, random)) {
            played = stage.folder();
            play(stage, conversation);
        }
        if (keep == null) {
            DemoFailure.unless(Files.notExists(played), "the demo left " + played + " behind");
            script.held("nothing is left behind");
        } else {
            script.held("server, profiles and log stay in " + played);
        }
        script.end();
    }

    private void play(Stage stage, Conversation conversation) {
        ServerProcess first = stage.startServer(0).awaitReady();
        int port = first.port();
        script.held("a server runs as process " + first.pid() + ": TLS 1.3 on 127.0.0.1:" + port
                + ", encrypted SQLite in " + stage.folder());
        conversation.meet(first.operator().invite(), first.operator().invite());

        conversation.bobLeaves();
        first.stop();
        showWaiting(stage);
        ServerProcess second = stage.startServer(port);
        conversation.bobComesBack(); // while the server starts
        second.awaitReady();
        DemoFailure.unless(second.pid() != first.pid(), "the server was not started anew");
        script.held("that server was stopped; another one runs as process " + second.pid() + " on the same data");

        conversation.bobReads();
        conversation.takeTurns();
        second.stop();
        script.held("the server is stopped; at the end its database holds");
        script.show(tables.of(data(stage), random));
        new FileSearch(script).run(List.of(stage.folder()), stage.folder());
    }

    private void showWaiting(Stage stage) {
        StoredTable waiting = tables.of(data(stage), random).stream()
                .filter(table -> table.name().equals("pending_messages"))
                .findAny()
                .orElseThrow(() -> new DemoFailure("the database has no table pending_messages"));
        DemoFailure.unless(
                waiting.rows() == Conversation.waiting(),
                "the database holds " + waiting.rows() + " waiting messages instead of " + Conversation.waiting());
        script.held("the stopped server's database holds three rows for them; all that it knows of the first is");
        waiting.example().forEach(script::show);
    }

    private static Path data(Stage stage) {
        return stage.folder().resolve("server");
    }
}
