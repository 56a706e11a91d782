package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.proof.DeviceKeyPair;
import org.sotto.protocol.ContactCard;
import org.sotto.support.FakeServer;
import org.sotto.transport.DeviceCredentials;
import org.sotto.transport.MailboxServer;

/// Junk in the public mailbox, more than the client looks at in a minute and more than the server's window.
class FloodTest extends TwoPeople {
    /// Unsealed in vain in a minute.
    private static final int LIMIT = 60;

    private final SecureRandom random = new SecureRandom();
    private Messenger messenger;

    @BeforeEach
    void introduce() {
        alice.send("bob", "hello");
        messenger = Messenger.open(impatient(bob.environment()), bob.factory());
        receive();
        alice.receive();
    }

    @AfterEach
    void close() {
        messenger.close();
    }

    private static ClientEnvironment impatient(ClientEnvironment env) {
        return ClientEnvironment.builder(env.home(), env.passphrase())
                .clock(env.clock())
                .random(env.random())
                .cost(env.cost())
                .requestTimeout(Duration.ofMillis(200))
                .build();
    }

    private List<String> receive() {
        return messenger.receive(Duration.ZERO).stream().map(Message::text).toList();
    }

    private void flood(int blobs) {
        ContactCard card = messenger.card();
        DeviceCredentials anybody = new DeviceCredentials(bytes(32), bytes(32), DeviceKeyPair.generate(random));
        try (MailboxServer connection = server.connect(anybody)) {
            for (int i = 0; i < blobs; i++) {
                byte[] junk = bytes(5_120);
                junk[0] = 2;
                connection.send(bytes(16), card.mailbox(), card.sendSecret(), junk);
            }
        }
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void aMessageBehindAFullWindowIsReceived() {
        flood(FakeServer.WINDOW + 1);
        alice.send("bob", "behind it");
        assertEquals(List.of("behind it"), receive());
        assertEquals(LIMIT, messenger.status().refused());
    }

    @Test
    void aFloodThatTakesMinutesIsWornDown() {
        int minutes = 3;
        flood(FakeServer.WINDOW + minutes * LIMIT - 1);
        alice.send("bob", "behind it");
        for (int minute = 1; minute < minutes; minute++) {
            assertEquals(List.of(), receive(), "minute " + minute);
            assertEquals(List.of(), receive(), "nothing is looked at twice in a minute");
            clock.advance(Duration.ofMinutes(1));
        }
        assertEquals(List.of("behind it"), receive());
        assertEquals(minutes * LIMIT, messenger.status().refused());
    }

    @Test
    void aServerThatIsSilentWithoutAFloodIsUnreachable() {
        server.setSilent(true);
        assertThrows(ClientException.ServerUnreachable.class, this::receive);
    }

    @Test
    void whoFollowsGetsWhatWasPutOffAMinuteLater() throws InterruptedException {
        Person carol = Person.register(folder, "carol", server, clock);
        carol.add(bob, "bob");
        flood(LIMIT);
        carol.send("bob", "from a stranger");
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        AtomicBoolean running = new AtomicBoolean(true);
        Thread follower =
                Thread.ofPlatform().start(() -> messenger.follow(message -> seen.add(message.text()), running::get));
        alice.send("bob", "one");
        assertEquals("one", seen.poll(30, TimeUnit.SECONDS));
        clock.advance(Duration.ofMinutes(1).plusMillis(1));
        assertEquals("from a stranger", seen.poll(30, TimeUnit.SECONDS));
        running.set(false);
        follower.join();
    }
}
