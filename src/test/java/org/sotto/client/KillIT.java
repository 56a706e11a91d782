package org.sotto.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.protocol.Invitation;
import org.sotto.support.FakeTlsServer;

/// A client killed with SIGKILL in the middle of `send` and of `receive`: no message is lost, none is doubled in the
/// history, and their order is kept.
class KillIT {
    private static final int KILLS = Boolean.getBoolean("sotto.long") ? 50 : 5;
    /// What may be sent to a child that receives, while it is about to be killed.
    private static final int BURST = 60;

    @TempDir
    Path folder;

    private final FakeTlsServer server = new FakeTlsServer();
    private final Random dice = new Random(9);

    @BeforeEach
    void register() {
        Invitation invitation =
                new Invitation(server.home(), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6});
        try (Messenger alice = Messenger.register(KillLoop.environment(home("alice")), invitation, "alice");
                Messenger bob = Messenger.register(KillLoop.environment(home("bob")), invitation, "bob")) {
            alice.add(bob.card(), "bob");
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path home(String name) {
        return folder.resolve(name);
    }

    private Messenger open(String name) {
        return Messenger.open(KillLoop.environment(home(name)));
    }

    @Test
    void inTheMiddleOfSend() throws Exception {
        for (int i = 0; i < KILLS; i++) {
            killInTheMiddle("send", "alice", () -> {});
        }
        try (Messenger alice = open("alice")) {
            alice.flush();
            assertEquals(0, alice.status().waiting());
        }
        bobHasWhatAliceSent();
    }

    @Test
    void inTheMiddleOfReceive() throws Exception {
        Semaphore allowed = new Semaphore(0); // else what waits grows while a child starts, and its first turn with it
        AtomicBoolean over = new AtomicBoolean();
        Thread sender = Thread.ofPlatform().start(() -> sendWhatIsAllowed(allowed, over));
        for (int i = 0; i < KILLS; i++) {
            killInTheMiddle("receive", "bob", () -> allowed.release(BURST));
        }
        over.set(true);
        allowed.release();
        sender.join();
        bobHasWhatAliceSent();
    }

    private void sendWhatIsAllowed(Semaphore allowed, AtomicBoolean over) {
        try (Messenger alice = open("alice")) {
            allowed.acquireUninterruptibly();
            for (int number = 0; !over.get(); number++) {
                alice.send("bob", "n" + number);
                alice.receive(Duration.ZERO);
                allowed.acquireUninterruptibly();
            }
        }
    }

    private void bobHasWhatAliceSent() {
        try (Messenger alice = open("alice");
                Messenger bob = open("bob")) {
            bob.receive(Duration.ZERO);
            List<String> sent = KillLoop.texts(alice, "bob");
            assertTrue(sent.size() > KILLS, "the child was busy: " + sent.size());
            assertEquals(IntStream.range(0, sent.size()).mapToObj(i -> "n" + i).toList(), sent);
            assertEquals(sent, KillLoop.texts(bob, "alice"));
            assertEquals(0, bob.status().refused());
        }
    }

    /// Lets a child work for a moment after its first turn, and kills it.
    private void killInTheMiddle(String what, String name, Runnable busy) throws IOException, InterruptedException {
        Process child = start(what, home(name));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
            assertNotNull(lines.readLine(), "the child ended by itself");
            busy.run();
            assertFalse(child.waitFor(dice.nextInt(150), TimeUnit.MILLISECONDS), "the child ended by itself");
        } finally {
            child.destroyForcibly();
        }
        assertTrue(child.waitFor(20, TimeUnit.SECONDS));
        assertEquals(128 + 9, child.exitValue());
    }

    private static Process start(String what, Path home) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillLoop.class.getName(),
                        what,
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
