package org.sotto.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.sotto.client.store.Transaction;
import org.sotto.crypto.key.Fingerprint;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Argon2id;
import org.sotto.protocol.ContactCard;
import org.sotto.protocol.HomeServer;
import org.sotto.protocol.Invitation;
import org.sotto.support.FakeServer;

/// Somebody with a profile at a [FakeServer]. Each call opens the profile anew, as a command does.
final class Person {
    static final Argon2id.Cost CHEAP = new Argon2id.Cost(64, 1, 1);
    static final HomeServer HOME = new HomeServer("localhost", 8443, new byte[32], new byte[32]);
    static final Invitation INVITATION =
            new Invitation(HOME, new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});

    private final Path home;
    private final FakeServer server;
    private final Clock clock;

    private Person(Path home, FakeServer server, Clock clock) {
        this.home = home;
        this.server = server;
        this.clock = clock;
    }

    static Person unregistered(Path folder, String name, FakeServer server, Clock clock) {
        return new Person(folder.resolve(name), server, clock);
    }

    static Person register(Path folder, String name, FakeServer server, Clock clock) {
        Person person = unregistered(folder, name, server, clock);
        Messenger.register(person.environment(), INVITATION, name, person.factory())
                .close();
        return person;
    }

    ClientEnvironment environment() {
        return environment("correct horse");
    }

    ClientEnvironment environment(String passphrase) {
        return builder(passphrase).build();
    }

    /// That of somebody who sends nothing without identity.
    ClientEnvironment identified() {
        return builder("correct horse").identified(true).build();
    }

    private ClientEnvironment.Builder builder(String passphrase) {
        return ClientEnvironment.builder(home, SecretBytes.adopt(passphrase.getBytes(UTF_8)))
                .clock(clock)
                .random(new SecureRandom())
                .cost(CHEAP)
                .requestTimeout(Duration.ofSeconds(5))
                .reserveRows(4);
    }

    ServerFactory factory() {
        return (address, pins, device, tokens) -> server.connect(device);
    }

    Path home() {
        return home;
    }

    Messenger open() {
        return Messenger.open(environment(), factory());
    }

    void add(Person other, String name) {
        try (Messenger mine = open();
                Messenger theirs = other.open()) {
            mine.add(theirs.card(), name);
        }
    }

    SendResult send(String to, String text) {
        try (Messenger messenger = open()) {
            return messenger.send(to, text);
        }
    }

    RotationResult rotateIdentity() {
        try (Messenger messenger = open()) {
            return messenger.rotateIdentity();
        }
    }

    Fingerprint fingerprint() {
        return card().fingerprint();
    }

    ContactCard card() {
        try (Messenger messenger = open()) {
            return messenger.card();
        }
    }

    void end(String contact) {
        try (Messenger messenger = open()) {
            messenger.end(contact);
        }
    }

    Contact contact(String name) {
        try (Messenger messenger = open()) {
            return messenger.contacts().stream()
                    .filter(contact -> contact.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// Works in one transaction of the profile.
    <T> T inside(BiFunction<Core, Transaction, T> work) {
        try (Core core = Core.open(environment(), factory())) {
            return core.database().transact(tx -> work.apply(core, tx));
        }
    }

    FlushResult flush() {
        try (Messenger messenger = open()) {
            return messenger.flush();
        }
    }

    List<String> receive() {
        try (Messenger messenger = open()) {
            return messenger.receive(Duration.ZERO).stream().map(Message::text).toList();
        }
    }

    List<Message> history(String contact) {
        try (Messenger messenger = open()) {
            return messenger.history(contact);
        }
    }

    List<String> texts(String contact) {
        return history(contact).stream().map(Message::text).toList();
    }

    Status status() {
        try (Messenger messenger = open()) {
            return messenger.status();
        }
    }
}
