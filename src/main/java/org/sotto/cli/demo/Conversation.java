package org.sotto.cli.demo;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// What alice and bob do, whatever server stands between them. A step is printed after it was checked.
final class Conversation implements AutoCloseable {
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
    private final Person alice;
    private final Person bob;

    Conversation(Script script, Path stage, Clock clock, SecureRandom random) {
        this.script = script;
        this.alice = new Person("alice", stage, clock, random);
        this.bob = new Person("bob", stage, clock, random);
    }

    /// All that is said, in order.
    static List<String> texts() {
        return Stream.concat(WHILE_BOB_IS_AWAY.stream(), TURNS.stream()).toList();
    }

    /// How many messages wait for bob before he comes back.
    static int waiting() {
        return WHILE_BOB_IS_AWAY.size();
    }

    void meet(String forAlice, String forBob) {
        register(forAlice, forBob);
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
    private void register(String forAlice, String forBob) {
        try (ExecutorService meanwhile = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> registered = meanwhile.submit(() -> bob.register(forBob));
            alice.register(forAlice);
            registered.get();
        } catch (ExecutionException e) {
            throw new DemoFailure("bob cannot register: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("interrupted", e);
        }
    }

    void bobLeaves() {
        bob.goOffline();
        WHILE_BOB_IS_AWAY.forEach(text -> alice.send(bob, text));
        script.held("bob is offline; alice sends three messages and the server has them durably");
    }

    /// Opens his profile, which needs no server.
    void bobComesBack() {
        bob.goOnline();
    }

    void bobReads() {
        bob.receive(alice, WHILE_BOB_IS_AWAY);
        script.held("bob comes online and receives the three messages, in order");
        WHILE_BOB_IS_AWAY.forEach(text -> script.show("alice: " + text));
    }

    void takeTurns() {
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
        alice.goOffline();
        bob.goOffline();
    }

    @Override
    public void close() {
        alice.close();
        bob.close();
    }
}
