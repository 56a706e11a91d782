package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The packaged program, typed by two people against a server of its own process. Each test leaves the server running,
/// and no message waiting.
@TestInstance(Lifecycle.PER_CLASS)
class SessionIT {
    private static final Duration QUEUED_WITHIN = Duration.ofSeconds(10);

    private Path folder;
    private RealServer server;
    private RealShell alice;
    private RealShell bob;

    @BeforeAll
    void meet(@TempDir Path temporary) throws Exception {
        folder = temporary;
        server = RealServer.start(folder.resolve("server"), RealServer.lastingPort());
        alice = new RealShell(folder, "alice");
        bob = new RealShell(folder, "bob");
        alice.run("register", invite(), "--name", "alice").exits(0);
        bob.run("register", invite(), "--name", "bob").exits(0);
        alice.run("add", bob.run("card").out().strip(), "--name", "bob").exits(0);
        bob.run("add", alice.run("card").out().strip(), "--name", "alice").exits(0);
    }

    @AfterAll
    void end() {
        if (server != null) {
            server.close();
        }
    }

    private String invite() throws Exception {
        return new RealShell(folder, "operator")
                .run("invite", "--data", server.data().toString())
                .exits(0)
                .printsLike("sotto:invite:[A-Za-z0-9_-]+\n")
                .out()
                .strip();
    }

    @Test
    void textsArriveIntactInEveryLocale() throws Exception {
        new RealShell(folder, "alice")
                .set("LC_ALL", "C")
                .run("send", "bob", "héllo 你好")
                .exits(0)
                .says("");
        new RealShell(folder, "bob").set("LC_ALL", "C").run("receive").exits(0).printsLike("[^\n]*  alice: héllo 你好\n");
        bob.runWithInput("grüße 🌙\n", "send", "alice", "-").exits(0);
        alice.run("receive", "--wait", "5", "--json").exits(0).printsLike("\\{\"v\":1,.*\"text\":\"grüße 🌙\".*}\n");
        alice.run("verify", "bob").prints(bob.run("verify", "alice").out());
    }

    @Test
    void withTheServerAwayATextIsQueuedInTimeAndArrivesInOrder() throws Exception {
        alice.run("send", "bob", "one").exits(0);
        int port = server.port();
        server.stop();
        for (String text : List.of("two", "three")) {
            long start = System.nanoTime();
            alice.run("send", "bob", text).exits(0).prints("").saysLike("queued: [^\n]+\n");
            assertTrue(System.nanoTime() - start < QUEUED_WITHIN.toNanos(), "queued too late");
        }
        bob.run("receive").fails(1, "the server at 127.0.0.1:" + port + " cannot be reached");
        server = RealServer.start(server.data(), port);
        alice.run("receive").exits(0);
        bob.run("receive").exits(0).printsLike("[^\n]*: one\n[^\n]*: two\n[^\n]*: three\n");
    }

    @Test
    void processesEndWithTheCodesOfTheManual() throws Exception {
        alice.run("version")
                .exits(0)
                .prints("sotto " + VersionCommand.VERSION + "\n")
                .says("");
        alice.run("send").fails(2, "missing required parameters");
        alice.run("send", "nobody", "x").fails(1, "no contact is called nobody");
        String used = invite();
        new RealShell(folder, "carol").run("register", used).exits(0);
        new RealShell(folder, "dave").run("register", used).fails(1, "the server refused: invitation-refused");
        new RealShell(folder, "alice")
                .set("SOTTO_PASSPHRASE_FILE", TestShell.secretFile(folder.resolve("wrong"), "wrong\n"))
                .run("contacts")
                .fails(3, "wrong passphrase");
    }

    @Test
    void anotherServerInItsPlaceIsNoticed() throws Exception {
        int port = server.port();
        server.stop();
        try (RealServer impostor = RealServer.start(folder.resolve("impostor"), port)) {
            alice.run("receive").fails(4, "the key of the server at 127.0.0.1:" + port + " is not the one");
            alice.run("send", "bob", "secret").exits(4);
            impostor.stop();
        }
        server = RealServer.start(server.data(), port);
        alice.run("receive").exits(0);
        bob.run("receive").exits(0);
    }

    @Test
    void aRenewedCertificateIsNoNews() throws Exception {
        new RealShell(folder, "operator")
                .run("renew-certificate", "--data", server.data().toString())
                .exits(0)
                .printsLike("good until 20.*\n");
        int port = server.port();
        server.stop();
        server = RealServer.start(server.data(), port);
        alice.run("send", "bob", "still here").exits(0);
        bob.run("receive").exits(0).printsLike("[^\n]*: still here\n");
    }

    @Test
    void theAuditLogTellsOfStartsAndStopsAndHolds() throws Exception {
        int port = server.port();
        String before = audit();
        server.stop();
        server = RealServer.start(server.data(), port);
        String stopped = audit().substring(before.length());
        assertTrue(stopped.matches("\\d+  [^ ]+  server-stopped\n\\d+  [^ ]+  server-started\n"), stopped);
        server.kill();
        server = RealServer.start(server.data(), port);
        String killed = audit().substring(before.length() + stopped.length());
        assertTrue(killed.matches("\\d+  [^ ]+  server-started\n"), killed);
    }

    /// The rows, of a log that is whole.
    private String audit() throws Exception {
        String out = new RealShell(folder, "operator")
                .run("audit", "--verify", "--data", server.data().toString())
                .exits(0)
                .printsLike(".*device-registered.*\nwhole: [^\n]+\n")
                .out();
        return out.substring(0, out.indexOf("whole: "));
    }

    @Test
    void whoFollowsComesBackAfterACleanStop() throws Exception {
        Process following = bob.start("receive", "--follow");
        try {
            var lines = following.inputReader();
            alice.run("send", "bob", "before").exits(0);
            assertTrue(lines.readLine().endsWith("alice: before"));
            int port = server.port();
            server.stop();
            server = RealServer.start(server.data(), port);
            alice.run("send", "bob", "after").exits(0);
            assertTrue(lines.readLine().endsWith("alice: after"));
        } finally {
            following.destroy();
        }
        assertTrue(following.waitFor(30, java.util.concurrent.TimeUnit.SECONDS));
    }

    @Test
    void followGoesOnUntilItIsEnded() throws Exception {
        Process following = bob.start("receive", "--follow");
        var lines = following.inputReader();
        alice.run("send", "bob", "one").exits(0);
        assertTrue(lines.readLine().endsWith("alice: one"));
        alice.run("send", "bob", "two").exits(0);
        assertTrue(lines.readLine().endsWith("alice: two"));
        following.destroy();
        assertTrue(following.waitFor(30, java.util.concurrent.TimeUnit.SECONDS));
        bob.run("history", "alice").exits(0).printsLike(".*: one\n[^\n]*: two\n");
    }
}
