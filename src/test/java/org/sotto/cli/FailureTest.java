package org.sotto.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.crypto.key.PreKeyBundle;
import org.sotto.protocol.HomeServer;
import org.sotto.protocol.Invitation;
import org.sotto.support.FakeServer;

/// Every way to fail: its exit code, one line, a hint, and nothing stored.
class FailureTest {
    @TempDir
    Path folder;

    private final FakeServer server = new FakeServer();
    private TestShell alice;

    @BeforeEach
    void register() {
        alice = new TestShell(folder, "alice", server);
        alice.run("register", TestShell.LINK, "--name", "alice")
                .exits(0)
                .prints("registered at localhost:8443\n")
                .says("give people your card: sotto card\n");
    }

    @Nested
    class Usage {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "shout",
                    "send",
                    "send bob",
                    "add",
                    "history",
                    "end",
                    "end bob extra",
                    "rotate-identity bob",
                    "verify",
                    "register",
                    "receive --wait",
                    "receive --wait soon",
                    "receive --wait -1",
                    "receive --wait 86401",
                    "devices extra",
                    "revoke",
                    "revoke one two",
                    "status --verbose",
                    "status extra",
                    "--home x status"
                })
        void isExitCodeTwo(String line) {
            alice.run(line.isEmpty() ? new String[0] : line.split(" ")).fails(2, "");
        }

        @Test
        void namesTheHelpOfTheCommand() {
            alice.run("send", "bob").says("sotto: missing required parameter: 'TEXT'\nhint: see sotto send --help\n");
        }
    }

    @Nested
    class Passphrases {
        @Test
        void aWrongOneIsExitCodeThree() {
            alice.set("SOTTO_PASSPHRASE_FILE", TestShell.secretFile(folder.resolve("wrong"), "wrong"));
            alice.run("contacts").fails(3, "wrong passphrase");
        }

        @Test
        void anOptionGoesBeforeTheVariable() {
            Path right = folder.resolve("alice.pass");
            alice.set("SOTTO_PASSPHRASE_FILE", TestShell.secretFile(folder.resolve("wrong"), "wrong"));
            alice.run("contacts", "--passphrase-file", right.toString()).exits(0);
            String home = alice.home().toString();
            alice.set("SOTTO_HOME", folder.resolve("elsewhere"));
            alice.run("contacts", "--home", home, "--passphrase-file", right.toString())
                    .exits(0);
            alice.run("contacts").fails(1, "no profile at " + folder.resolve("elsewhere"));
            alice.unset("SOTTO_HOME").set("XDG_DATA_HOME", folder.resolve("xdg"));
            alice.run("contacts").fails(1, "no profile at " + folder.resolve("xdg/sotto"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-"})
        void aFileThatOthersCanReadOrWriteIsRefused(String mode) throws Exception {
            Path file = folder.resolve("alice.pass");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            alice.run("contacts").fails(1, "the passphrase file " + file + " is open to others");
        }

        @Test
        void aFileThatIsNoneIsRefused() {
            alice.set("SOTTO_PASSPHRASE_FILE", folder.resolve("nowhere"))
                    .run("contacts")
                    .fails(1, "there is no passphrase file");
            alice.set("SOTTO_PASSPHRASE_FILE", TestShell.secretFile(folder.resolve("empty"), "\n"))
                    .run("contacts")
                    .fails(1, "the passphrase is empty");
            alice.set("SOTTO_PASSPHRASE_FILE", TestShell.secretFile(folder.resolve("long"), "x".repeat(5000)))
                    .run("contacts")
                    .fails(1, "the passphrase file");
        }

        @Test
        void withoutAFileThePersonIsAsked() {
            alice.unset("SOTTO_PASSPHRASE_FILE");
            alice.run("contacts").fails(1, "there is no terminal to ask");
            alice.willType("alice's passphrase").run("contacts").exits(0);
            alice.willType("wrong").run("contacts").fails(3, "wrong passphrase");
        }

        @Test
        void aNewOneIsTypedTwice() {
            TestShell bob = new TestShell(folder, "bob", server).unset("SOTTO_PASSPHRASE_FILE");
            bob.willType("one", "two").run("register", TestShell.LINK).fails(1, "the two passphrases differ");
            bob.run("contacts").fails(1, "no profile at ");
            bob.willType("one", "one").run("register", TestShell.LINK).exits(0);
            bob.willType("one").run("contacts").exits(0);
        }
    }

    @Nested
    class Cards {
        @Test
        void cutOffAlteredAndForeignLinesAreRefused() {
            String card = alice.card();
            String altered = card.substring(0, 40) + (card.charAt(40) == 'A' ? 'B' : 'A') + card.substring(41);
            String cutOff = card.substring(0, card.length() - 1);
            alice.run("add", cutOff, "--name", "x").fails(1, "this card is cut off or altered");
            alice.run("add", altered, "--name", "x").fails(1, "this card is cut off or altered");
            alice.run("add", TestShell.LINK, "--name", "x").fails(1, "this is no card");
            alice.run("add", "\u001b[2J", "--name", "x").fails(1, "this is no card");
            alice.run("contacts").exits(0).prints("");
        }

        @Test
        void onesOwnIsRefused() {
            alice.run("add", alice.card(), "--name", "me").fails(1, "");
        }

        @Test
        void aNameMustBeVisibleAndNew() {
            TestShell bob = new TestShell(folder, "bob", server);
            bob.run("register", TestShell.LINK).exits(0);
            alice.run("add", bob.card(), "--name", "b\u202eob").fails(1, "this name cannot be used");
            alice.run("add", bob.card(), "--name", "").fails(1, "this name cannot be used");
            alice.run("add", bob.card(), "--name", "bob").exits(0);
            alice.run("add", bob.card(), "--name", "bob").fails(1, "there is a contact bob already");
        }

        @Test
        void aNewCardReplacesThatOfAContact() {
            TestShell bob = new TestShell(folder, "bob", server);
            bob.run("register", TestShell.LINK).exits(0);
            alice.run("add", bob.card(), "--name", "bob", "--replace").fails(1, "no contact is called bob");
            alice.run("add", bob.card(), "--name", "bob").exits(0);
            bob.run("rotate-identity").exits(0);
            alice.run("send", "bob", "hello").fails(4, "the server handed out keys of another identity for bob");
            alice.run("add", bob.card(), "--name", "bob", "--replace").exits(0).prints("replaced the card of bob\n");
            alice.run("send", "bob", "hello").exits(0);
        }
    }

    @Nested
    class Invitations {
        private TestShell bob;

        @BeforeEach
        void comes() {
            bob = new TestShell(folder, "bob", server);
        }

        @Test
        void aUsedOrUnknownOneIsRefused() {
            HomeServer home = new HomeServer("localhost", 8443, new byte[32], new byte[32]);
            String used = new Invitation(home, new byte[16]).text();
            bob.run("register", used).fails(1, "the server refused: invitation-refused");
            bob.run("contacts").fails(1, "no profile at " + bob.home());
        }

        @Test
        void aDamagedOneIsRefused() {
            bob.run("register", TestShell.LINK + "A").fails(1, "this invitation is cut off or altered");
            bob.run("register", alice.card()).fails(1, "this is no invitation");
        }

        @Test
        void aSecondProfileInOneFolderIsRefused() {
            alice.run("register", TestShell.LINK).fails(1, "there is a profile at " + alice.home() + " already");
        }
    }

    @Test
    void aRevokedDeviceIsToldSoAndKeepsWhatItHas() {
        TestShell bob = new TestShell(folder, "bob", server);
        bob.run("register", TestShell.LINK).exits(0);
        alice.run("add", bob.card(), "--name", "bob").exits(0);
        alice.run("send", "bob", "before").exits(0);
        server.setForgetful(true);
        alice.run("receive")
                .fails(1, "the server at localhost:8443 does not know this device any more")
                .saysLike(".*\nhint: its operator has revoked it, or lost it; a new invitation makes a new profile.*");
        alice.run("token").fails(1, "the server at localhost:8443 does not know this device any more");
        alice.run("send", "bob", "after")
                .exits(0)
                .saysLike("queued: the server at localhost:8443 does not know this device any more\n");
        alice.run("history", "bob").exits(0).printsLike(".*before.*");
    }

    @Nested
    class Keys {
        @Test
        void anotherPinIsExitCodeFour() {
            server.setWrongKey(true);
            alice.run("receive").fails(4, "the key of the server at localhost:8443 is not the one");
        }

        @Test
        void keysOfAnotherIdentityAreExitCodeFour() {
            TestShell bob = new TestShell(folder, "bob", server);
            TestShell eve = new TestShell(folder, "eve", server);
            bob.run("register", TestShell.LINK).exits(0);
            eve.run("register", TestShell.LINK, "--name", "eve").exits(0);
            alice.run("add", bob.card(), "--name", "bob").exits(0);
            alice.run("add", eve.card(), "--name", "eve").exits(0);
            byte[][] ofEve = new byte[1][];
            server.setBundles(bundle -> {
                ofEve[0] = bundle;
                return bundle;
            });
            alice.run("send", "eve", "hello").exits(0);
            server.setBundles(bundle -> PreKeyBundle.decode(ofEve[0]).encode());
            alice.run("send", "bob", "secret").fails(4, "the server handed out keys of another identity for bob");
            alice.run("history", "bob").exits(0).prints("");
        }
    }

    @Test
    void unknownContactsAndImpossibleTextsAreErrors() {
        alice.run("send", "nobody", "x").fails(1, "no contact is called nobody");
        alice.run("history", "no\u001bbody").fails(1, "no contact is called no␛body");
        TestShell bob = new TestShell(folder, "bob", server);
        bob.run("register", TestShell.LINK).exits(0);
        alice.run("add", bob.card(), "--name", "bob").exits(0);
        alice.run("send", "bob", "").fails(1, "there is no text to send");
        alice.runWithInput("x".repeat(8_001).getBytes(UTF_8), "send", "bob", "-")
                .fails(1, "the text has 8001 characters, more than 8000");
        alice.runWithInput("x".repeat(8_000).getBytes(UTF_8), "send", "bob", "-")
                .exits(0);
    }

    @Test
    void operatorsAreToldThatNoServerRuns() {
        alice.set("SOTTO_DATA", folder.resolve("none"));
        alice.run("invite").fails(1, "no server runs on the data folder " + folder.resolve("none"));
        alice.run("devices").fails(1, "no server runs on the data folder " + folder.resolve("none"));
        alice.run("revoke", "-hx").fails(1, "no server runs on the data folder " + folder.resolve("none"));
        alice.run("renew-certificate", "--data", "elsewhere").fails(1, "no server runs on the data folder elsewhere");
    }
}
