package org.sotto.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.protocol.Invitation;
import org.sotto.support.FakeTlsServer;
import org.sotto.transport.Endpoint;
import org.sotto.transport.RemoteServer;
import org.sotto.transport.ServerConnection;
import org.sotto.transport.Timeouts;

/// Somebody who follows, over TLS, while the server comes and goes.
class FollowTest {
    private static final Timeouts BRIEF =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMillis(400));
    private static final byte[] CODE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

    @TempDir
    Path folder;

    private final FakeTlsServer server = new FakeTlsServer();
    private final LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final AtomicBoolean running = new AtomicBoolean(true);
    private Messenger alice;
    private Messenger bob;

    @BeforeEach
    void introduce() {
        alice = register("alice");
        bob = register("bob");
        alice.add(bob.card(), "bob");
    }

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        server.close();
    }

    private Messenger register(String name) {
        ClientEnvironment env = ClientEnvironment.builder(
                        folder.resolve(name), SecretBytes.adopt("pass".getBytes(UTF_8)))
                .clock(Clock.systemUTC())
                .random(new SecureRandom())
                .cost(Person.CHEAP)
                .reserveRows(1)
                .build();
        ServerFactory factory = (home, pins, device, tokens) -> new RemoteServer(
                new ServerConnection(new Endpoint(home.host(), home.port(), pins), BRIEF),
                device,
                tokens,
                env.clock(),
                env.random());
        return Messenger.register(env, new Invitation(server.home(), CODE), name, factory);
    }

    private String next() throws InterruptedException {
        return seen.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void connectsAgainWhenTheServerFellSilent() throws InterruptedException {
        Thread follower =
                Thread.ofPlatform().start(() -> bob.follow(message -> seen.add(message.text()), running::get));
        alice.send("bob", "one");
        assertEquals("one", next());
        server.streams().freeze();
        alice.send("bob", "two");
        assertEquals("two", next());
        assertTrue(server.streams().started() >= 2);
        running.set(false);
        follower.join();
    }
}
