package org.sotto.cli.demo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sotto.client.ClientEnvironment;
import org.sotto.client.Message;
import org.sotto.client.Messenger;
import org.sotto.client.SendResult;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.protocol.Invitation;

/// Alice or Bob: a profile of their own, which is open while they are online.
final class Person implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final SecretBytes passphrase;
    private final ClientEnvironment environment;
    private @Nullable Messenger messenger;

    Person(String name, Path stage, Clock clock, SecureRandom random) {
        this.name = name;
        this.passphrase = SecretBytes.adopt((name + " has a passphrase").getBytes(StandardCharsets.UTF_8));
        this.environment = ClientEnvironment.builder(stage.resolve(name), passphrase)
                .clock(clock)
                .random(random)
                .build();
    }

    String name() {
        return name;
    }

    void register(String link) {
        messenger = Messenger.register(environment, Invitation.parse(link), name);
    }

    void goOnline() {
        messenger = Messenger.open(environment);
    }

    void goOffline() {
        if (messenger != null) {
            messenger.close();
            messenger = null;
        }
    }

    void add(Person other) {
        online().add(other.online().card(), other.name);
    }

    String safetyNumberWith(Person other) {
        return online().safetyNumber(other.name).text();
    }

    /// @throws DemoFailure the server did not take it at once
    void send(Person other, String text) {
        SendResult result = online().send(other.name, text);
        if (result instanceof SendResult.Queued queued) {
            throw new DemoFailure(name + "'s message waits instead of being sent: " + queued.reason());
        }
    }

    /// @throws DemoFailure other texts came, or none
    void receive(Person from, List<String> expected) {
        List<String> texts = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (texts.size() < expected.size() && System.nanoTime() < deadline) {
            for (Message message : online().receive(PATIENCE)) {
                DemoFailure.unless(message.from().equals(from.name), name + " got a message of " + message.from());
                texts.add(message.text());
            }
        }
        DemoFailure.unless(texts.equals(expected), name + " received " + texts + " instead of " + expected);
    }

    List<String> history(Person other) {
        return online().history(other.name).stream().map(Message::text).toList();
    }

    private Messenger online() {
        if (messenger == null) {
            throw new IllegalStateException(name + " is offline");
        }
        return messenger;
    }

    @Override
    public void close() {
        goOffline();
        passphrase.close();
    }
}
