package org.sotto.cli.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The whole of the product once: a real server, two people, a restart, and a look into the server's files. A step is
/// printed after it was checked; the first that does not hold ends the demo.
public final class Demo {
    private static final List<String> WHILE_BOB_IS_AWAY = List.of(
            "Are you there? The harbour gate is open.",
            "I have put the key under the third flowerpot.",
            "Grüße an alle, 你好, and see you at nine 🌙");
    private static final List<String> TURNS = List.of(
            "Bob here, just back: all three of them arrived.",
            "Wonderful. Did anybody read along on the way?",
            "Not the server, it has seen sizes and nothing else.",
            "Then let us keep it like that. Until nine o'clock!");

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
                Person alice = new Person("alice", stage.folder(), clock, random);
                Person bob = new Person("bob", stage.folder(), clock, random)) {
            played = stage.folder();
            play(stage, alice, bob);
        }
        if (keep == null) {
            DemoFailure.unless(Files.notExists(played), "the demo left " + played + " behind");
            script.held("nothing is left behind");
        } else {
            script.held("server, profiles and log stay in " + played);
        }
        script.end();
    }

    private void play(Stage stage, Person alice, Person bob) {
        ServerProcess first = stage.startServer(0).awaitReady();
        int port = first.port();
        script.held("a server runs as process " + first.pid() + ": TLS 1.3 on 127.0.0.1:" + port
                + ", encrypted SQLite in " + stage.folder());
        meet(first, alice, bob);

        bob.goOffline();
        WHILE_BOB_IS_AWAY.forEach(text -> alice.send(bob, text));
        script.held("bob is offline; alice sends three messages and the server has them durably");
        first.stop();
        showWaiting(stage);
        ServerProcess second = stage.startServer(port);
        bob.goOnline(); // opens his profile while the server starts
        second.awaitReady();
        DemoFailure.unless(second.pid() != first.pid(), "the server was not started anew");
        script.held("that server was stopped; another one runs as process " + second.pid() + " on the same data");

        bob.receive(alice, WHILE_BOB_IS_AWAY);
        script.held("bob comes online and receives the three messages, in order");
        WHILE_BOB_IS_AWAY.forEach(text -> script.show("alice: " + text));
        takeTurns(alice, bob);
        alice.goOffline();
        bob.goOffline();
        second.stop();
        lookIntoFiles(stage);
    }

    private void meet(ServerProcess server, Person alice, Person bob) {
        registerBoth(server, alice, bob);
        alice.add(bob);
        bob.add(alice);
        script.held("alice and bob registered, with one invitation each, and exchanged contact cards");
        String number = alice.safetyNumberWith(bob);
        DemoFailure.unless(number.equals(bob.safetyNumberWith(alice)), "alice and bob see different safety numbers");
        DemoFailure.unless(number.matches("(\\d{5} ){11}\\d{5}"), "the safety number is not twelve groups of five");
        script.held("both see the same safety number");
        script.show(number);
    }

    /// At the same time, as it would be; it also saves a second or two.
    private static void registerBoth(ServerProcess server, Person alice, Person bob) {
        String forBob = server.operator().invite();
        try (ExecutorService meanwhile = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> registered = meanwhile.submit(() -> bob.register(forBob));
            alice.register(server.operator().invite());
            registered.get();
        } catch (ExecutionException e) {
            throw new DemoFailure("bob cannot register: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("interrupted", e);
        }
    }

    private void takeTurns(Person alice, Person bob) {
        for (int i = 0; i < TURNS.size(); i++) {
            Person from = i % 2 == 0 ? bob : alice;
            Person to = i % 2 == 0 ? alice : bob;
            from.send(to, TURNS.get(i));
            to.receive(from, List.of(TURNS.get(i)));
        }
        DemoFailure.unless(alice.history(bob).equals(texts()), "alice's history is not what was said");
        DemoFailure.unless(bob.history(alice).equals(texts()), "bob's history is not what was said");
        script.held("they answer each other in turns; both histories hold the same seven messages");
        for (int i = 0; i < TURNS.size(); i++) {
            script.show((i % 2 == 0 ? "bob:   " : "alice: ") + TURNS.get(i));
        }
    }

    private void showWaiting(Stage stage) {
        StoredTable waiting = tables.of(data(stage), random).stream()
                .filter(table -> table.name().equals("pending_messages"))
                .findAny()
                .orElseThrow(() -> new DemoFailure("the database has no table pending_messages"));
        DemoFailure.unless(
                waiting.rows() == WHILE_BOB_IS_AWAY.size(),
                "the database holds " + waiting.rows() + " waiting messages instead of " + WHILE_BOB_IS_AWAY.size());
        script.held("the stopped server's database holds three rows for them; all that it knows of the first is");
        waiting.example().forEach(script::show);
    }

    private void lookIntoFiles(Stage stage) {
        List<StoredTable> left = tables.of(data(stage), random);
        script.held("the server is stopped; at the end its database holds");
        script.show(left);
        PlaintextSearch search = new PlaintextSearch(texts());
        List<Path> found = search.in(stage.folder());
        DemoFailure.unless(found.isEmpty(), "a text stands readable in " + found);
        int files = PlaintextSearch.files(stage.folder()).size();
        int planted = plantAndFind(stage, search);
        script.held("no text stands in any of the " + files
                + " files of server and profiles: not as UTF-8 or UTF-16, base64 or hex");
        script.show("the same search found all " + planted + " files that were planted to try it");
    }

    /// The control of the search: one file for each encoding, each of which it must find.
    private static int plantAndFind(Stage stage, PlaintextSearch search) {
        Path planted = stage.folder().resolve("planted");
        int count = 0;
        try {
            Files.createDirectory(planted);
            for (Encoding encoding : Encoding.values()) {
                for (byte[] needle : encoding.needles(TURNS.getFirst())) {
                    byte[] around = new byte[needle.length + 100];
                    System.arraycopy(needle, 0, around, count, needle.length);
                    Files.write(planted.resolve(Integer.toString(count++)), around);
                }
            }
            DemoFailure.unless(search.in(planted).size() == count, "the search does not find what was planted");
            for (Path file : PlaintextSearch.files(planted)) {
                Files.delete(file);
            }
            Files.delete(planted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count;
    }

    private static Path data(Stage stage) {
        return stage.folder().resolve("server");
    }

    private static List<String> texts() {
        return Stream.concat(WHILE_BOB_IS_AWAY.stream(), TURNS.stream()).toList();
    }
}
