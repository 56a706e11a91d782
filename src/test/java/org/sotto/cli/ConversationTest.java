package org.sotto.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.support.FakeServer;

/// Two people type commands.
class ConversationTest {
    private static final String ID = "[0-9a-f]{32}";

    @TempDir
    Path folder;

    private final FakeServer server = new FakeServer();
    private TestShell alice;
    private TestShell bob;

    @BeforeEach
    void meet() {
        var both = TestShell.aliceAndBob(folder, server);
        alice = both.get(0);
        bob = both.get(1);
    }

    @Test
    void theyWriteToEachOther() {
        alice.run("send", "bob", "hello", "there")
                .exits(0)
                .printsLike("sent " + ID + "\n")
                .says("");
        alice.run("send", "bob", "héllo 你好").exits(0);
        bob.run("receive")
                .exits(0)
                .prints("2026-11-23 12:00  alice: hello there\n2026-11-23 12:00  alice: héllo 你好\n")
                .says("");
        bob.run("receive").exits(0).prints("").says("");
        bob.run("send", "alice", "hi").exits(0);
        alice.run("receive", "--wait", "1").exits(0).prints("2026-11-23 12:00  bob: hi\n");
        alice.run("history", "bob").exits(0).prints("""
                        2026-11-23 12:00  alice [delivered]: hello there
                        2026-11-23 12:00  alice [delivered]: héllo 你好
                        2026-11-23 12:00  bob: hi
                        """);
    }

    @Test
    void jsonHasItsFieldsInAFixedOrder() {
        alice.run("send", "bob", "say \"hi\"\\").exits(0);
        bob.run("receive", "--json")
                .exits(0)
                .printsLike("\\{\"v\":1,\"kind\":\"text\",\"id\":\"" + ID + "\",\"conversation\":\"alice\","
                        + "\"from\":\"alice\",\"to\":\"bob\",\"text\":\"say \\\\\"hi\\\\\"\\\\\\\\\","
                        + "\"sent\":\"2026-11-23T12:00:00.000Z\",\"received\":\"2026-11-23T12:00:00.000Z\","
                        + "\"state\":\"received\"}\n");
        alice.run("history", "bob", "--json")
                .exits(0)
                .printsLike(".*\"from\":\"alice\",\"to\":\"bob\".*\"received\":null,\"state\":\"sent\"}\n");
    }

    @Test
    void bothSeeTheSameSafetyNumberAndCanMarkIt() {
        String number = alice.run("verify", "bob").exits(0).says("").out();
        bob.run("verify", "alice").exits(0).prints(number).printsLike("(\\d{5} ){11}\\d{5}\n");
        alice.run("contacts").printsLike("[0-9a-f]{64}  unverified  bob\n");
        alice.run("verify", "bob", "--mark").exits(0).prints(number).says("bob is verified\n");
        alice.run("contacts").exits(0).printsLike("[0-9a-f]{64}  verified    bob\n");
    }

    @Test
    void oneMayEndItAndBeginAgain() {
        alice.run("end", "bob").fails(1, "there is no session with bob");
        alice.run("end", "carol").fails(1, "no contact is called carol");
        alice.run("send", "bob", "hello").exits(0);
        alice.run("end", "bob").exits(0).prints("ended\n").says("");
        bob.run("receive").exits(0).prints("2026-11-23 12:00  alice: hello\n").says("");
        bob.run("end", "alice").fails(1, "there is no session with alice");
        bob.run("send", "alice", "hi").exits(0);
        alice.run("receive").prints("2026-11-23 12:00  bob: hi\n");
        server.setReachable(false);
        alice.run("end", "bob").exits(0).prints("ended\n").saysLike("queued: .*cannot be reached.*\n");
    }

    @Test
    void oneMayTakeANewIdentityAndIsFollowed() {
        alice.run("send", "bob", "hello").exits(0);
        bob.run("receive").exits(0);
        bob.run("verify", "alice", "--mark").exits(0);
        String before = alice.run("card").exits(0).out();
        alice.run("rotate-identity")
                .exits(0)
                .printsLike("new identity [0-9a-f]{64}\n")
                .says("");
        assertNotEquals(before, alice.run("card").exits(0).out());
        bob.run("receive")
                .exits(0)
                .prints("2026-11-23 12:00  alice: new identity, signed by the one before\n")
                .says("");
        bob.run("history", "alice", "--json").printsLike("(?s).*\"kind\":\"identity-rotation\".*");
        bob.run("contacts").exits(0).printsLike("[0-9a-f]{64}  vouched     alice\n");
        String number = alice.run("verify", "bob").exits(0).out();
        bob.run("verify", "alice").exits(0).prints(number);
        server.setReachable(false);
        alice.run("rotate-identity").fails(1, "the server at localhost:8443 cannot be reached: connection refused");
    }

    @Test
    void anIdentityIsPreparedUntilTheServerHasTakenIt() {
        server.setLosesRotationAnswers(true);
        alice.run("rotate-identity").exits(0).prints("").saysLike("prepared, not in use yet: .*cannot be reached.*\n");
        server.setLosesRotationAnswers(false);
        alice.run("receive").exits(0).prints("").says("");
        alice.run("send", "bob", "hello").exits(0);
        bob.run("receive")
                .exits(0)
                .printsLike(".*new identity.*\n.*alice: hello\n")
                .says("");
    }

    @Test
    void aTextMayComeFromStandardInput() {
        alice.runWithInput("two\nlines\n".getBytes(UTF_8), "send", "bob", "-").exits(0);
        bob.run("receive").prints("2026-11-23 12:00  alice: two\n    lines\n");
        alice.runWithInput(new byte[] {(byte) 0xff}, "send", "bob", "-").fails(1, "standard input is not UTF-8");
        alice.runWithInput(new byte[70_000], "send", "bob", "-").fails(1, "the text has more than 65536 bytes");
    }

    @Test
    void aTextMayLookLikeAnOptionOrAFile() {
        alice.run("send", "bob", "--", "--help", "-5").exits(0);
        alice.run("send", "bob", "@alice said").exits(0);
        bob.run("receive").prints("2026-11-23 12:00  alice: --help -5\n2026-11-23 12:00  alice: @alice said\n");
        alice.run("send", "bob", "-5", "degrees").exits(0);
        bob.run("receive").prints("2026-11-23 12:00  alice: -5 degrees\n");
        alice.run("send", "bob", "--hom", "x").fails(2, "unknown option: '--hom'");
    }

    @Test
    void whatOthersWriteNeverSteersTheTerminal() {
        String attack = "\u001b]52;c;ZXZpbA==\u0007 \u001b]0;title\u0007 \u001b[2J\u009b1A \u202eevil \u200bx";
        alice.run("send", "bob", attack).exits(0);
        String shown = "␛]52;c;ZXZpbA==␇ ␛]0;title␇ ␛[2J<U+009B>1A <U+202E>evil <U+200B>x";
        bob.run("receive").exits(0).prints("2026-11-23 12:00  alice: " + shown + "\n");
        bob.run("history", "alice", "--json")
                .printsLike(".*\"text\":\"\\\\u001b]52;c;ZXZpbA==\\\\u0007 \\\\u001b]0;title\\\\u0007"
                        + " \\\\u001b\\[2J\\\\u009b1A \\\\u202eevil \\\\u200bx\".*");
        alice.run("send", "bob", "ok\n2026-11-23 12:00  bob: a line that bob never wrote")
                .exits(0);
        bob.run("receive")
                .prints("2026-11-23 12:00  alice: ok\n    2026-11-23 12:00  bob: a line that bob never wrote\n");
    }

    @Test
    void withTheServerAwayATextIsQueuedAndLeavesLater() {
        server.setReachable(false);
        alice.run("send", "bob", "one").exits(0).prints("").saysLike("queued: [^\n]*cannot be reached[^\n]*\n");
        alice.run("send", "bob", "two").exits(0).saysLike("queued: .*");
        alice.run("status").exits(0).printsLike(".*\nwaiting to go: +2\n.*");
        alice.run("receive").fails(1, "the server at localhost:8443 cannot be reached");
        server.setReachable(true);
        alice.run("receive").exits(0).prints("").says("");
        bob.run("receive").prints("2026-11-23 12:00  alice: one\n2026-11-23 12:00  alice: two\n");
    }

    @Test
    void statusTellsTheProfileAtAGlance() {
        alice.run("status")
                .exits(0)
                .says("")
                .printsLike(
                        "name: +alice\nfingerprint: +[0-9a-f]{64}\ndevice: +[A-Za-z0-9_-]{43}\nserver: +localhost:8443\nlast contact: .*"
                                + "contacts: +1\nwaiting to go: +0\none-time prekeys: +\\d+\n"
                                + "tokens: +0\nunconfirmed: +0\nrefused: +0\nduplicates: +0\n"
                                + "memory: +(locked|not locked: [^\n]*)\nself-check: +(in order|memory [^\n]*), on 2026-11-23T12:00:00Z\n");
        alice.run("status", "--json")
                .exits(0)
                .says("")
                .printsLike("\\{\"v\":1,\"name\":\"alice\",\"fingerprint\":\"[0-9a-f]{64}\",.*"
                        + ",\"tokens\":0,\"unconfirmed\":0,\"issuer_warning\":null,.*"
                        + ",\"duplicates\":0,\"clock_skew_ms\":-?\\d+,\"memory\":\"(locked|not locked: [^\"]*)\""
                        + ",\"device\":\"[A-Za-z0-9_-]{43}\",\"self_check\":\"(in order|memory [^\"]*)\""
                        + ",\"self_checked\":\"2026-11-23T12:00:00Z\",\"exposed\":null}\n");
        alice.run("token").exits(0).prints("token\n").says("");
    }

    @Test
    void aProfileThatOthersCouldReadIsPutRightAndToldOf() throws Exception {
        Path key = alice.home().resolve("device.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        alice.run("contacts").exits(0).says("""
                others could read or change device.key of the profile; that was put right
                hint: who has a copy can try passphrases on it; if yours is weak, register anew and tell contacts
                """);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
        alice.run("contacts").exits(0).says("");
        alice.run("status").says("").printsLike(".*\nopen to others: +found on 2026-11-23T12:00:00Z, and put right\n");
        alice.run("status", "--json").printsLike(".*,\"exposed\":\"2026-11-23T12:00:00Z\"}\n");
    }

    @Test
    void aClockThatIsOffIsToldOfFromNinetySecondsOn() {
        server.setSkew(Duration.ofSeconds(90));
        alice.run("receive").exits(0).says("");
        server.setSkew(Duration.ofSeconds(-91));
        alice.run("contacts").exits(0).says("");
        alice.run("receive").exits(0).says("the server's clock differs by -91 s; set this machine's clock\n");
        alice.run("status").exits(0).says("the server's clock differs by -91 s; set this machine's clock\n");
    }

    @Test
    void aProfileIsForItsOwnerAlone() throws Exception {
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(alice.home())));
        try (var files = Files.walk(alice.home())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            }
        }
    }
}
