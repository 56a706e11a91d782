package org.sotto.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.support.DefaultLimits;
import org.sotto.support.TestServer;

/// Ten people behind one address who send and receive as fast as a machine lets them, faster than by hand, meet no
/// limit of a server as it is by default. Each command opens the profile and a connection anew.
@QuarkusTest
@TestProfile(DefaultLimits.class)
class FairUseTest {
    private static final int PEOPLE = 10;
    /// Two minutes of a command a second each, or ten seconds of it.
    private static final int ROUNDS = Boolean.getBoolean("sotto.long") ? 120 : 10;

    private final TestServer server;

    FairUseTest(TestServer server) {
        this.server = server;
    }

    @Test
    void tenPeopleBehindOneAddressMeetNoLimit(@TempDir Path folder) throws Exception {
        for (int i = 0; i < PEOPLE; i++) {
            Messenger.register(environment(folder, i), server.invitation(), "person" + i)
                    .close();
        }
        for (int i = 0; i < PEOPLE; i++) {
            try (Messenger mine = Messenger.open(environment(folder, i));
                    Messenger next = Messenger.open(environment(folder, (i + 1) % PEOPLE))) {
                mine.add(next.card(), "next");
            }
        }
        int received = 0;
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> each = new ArrayList<>();
            for (int i = 0; i < PEOPLE; i++) {
                int person = i;
                each.add(people.submit((Callable<Integer>) () -> chatter(folder, person)));
            }
            for (Future<Integer> one : each) {
                received += get(one);
            }
        }
        for (int i = 0; i < PEOPLE; i++) {
            received += receive(folder, i);
        }
        assertEquals(PEOPLE * ROUNDS / 2, received, "every message arrived");
    }

    /// A command a round, sending and receiving in turns; how many messages came.
    private static int chatter(Path folder, int person) {
        int received = 0;
        for (int round = 0; round < ROUNDS; round++) {
            if (round % 2 == 0) {
                try (Messenger messenger = Messenger.open(environment(folder, person))) {
                    SendResult result = messenger.send("next", "round " + round);
                    assertFalse(result instanceof SendResult.Queued, result::toString);
                }
            } else {
                received += receive(folder, person);
            }
        }
        return received;
    }

    private static int receive(Path folder, int person) {
        try (Messenger messenger = Messenger.open(environment(folder, person))) {
            return messenger.receive(Duration.ZERO).size();
        }
    }

    private static int get(Future<Integer> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError("a command failed", e.getCause());
        }
    }

    private static ClientEnvironment environment(Path folder, int person) {
        return ClientEnvironment.builder(
                        folder.resolve("person" + person), SecretBytes.adopt("correct horse".getBytes(UTF_8)))
                .clock(Clock.systemUTC())
                .random(new SecureRandom())
                .cost(Person.CHEAP)
                .reserveRows(4)
                .build();
    }
}
