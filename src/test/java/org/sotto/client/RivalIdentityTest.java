package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.key.IdentityChain;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.key.IdentityRotation;
import org.sotto.protocol.Content;
import org.sotto.protocol.ContentKind;
import org.sotto.protocol.compression.Urgency;

/// Somebody else wants to take Alice's place with Bob: with her stolen profile, with her keys alone, or with words of
/// hers that were for others (section 2 of docs/protocol.md).
class RivalIdentityTest extends TwoWhoTalk {
    private void assertFrozen(String told) {
        assertEquals("a second, different identity in the place of one:", told.substring(0, told.indexOf(':') + 1));
        assertEquals(Contact.Trust.FROZEN, bob.contact("alice").trust());
    }

    /// Whoever stole the profile before the rotation has the old identity, and starts a session with it.
    @Test
    void nobodyStartsWithAnIdentityThatWasGivenUp() throws IOException {
        Person thief = copyOfAlice();
        alice.rotateIdentity();
        bob.receive();
        thief.inside((core, tx) -> {
            tx.sessions().of(1).forEach(tx.sessions()::delete);
            return true;
        });
        thief.send("bob", "I am Alice");
        assertEquals(List.of(), bob.receive());
        assertEquals(1, bob.status().refused());
        assertEquals(alice.fingerprint(), bob.contact("alice").fingerprint());
    }

    /// The thief announces a successor of his own, on the session that he stole.
    @Test
    void aSecondSuccessorFreezesTheContactUntilVerified() throws IOException {
        Person thief = copyOfAlice();
        alice.rotateIdentity();
        bob.receive();
        announceAnother(thief);
        String told = bob.receive().getLast();
        assertFrozen(told);
        assertEquals(alice.fingerprint(), bob.contact("alice").fingerprint(), "the first one stays");
        assertThrows(ClientException.ContactFrozen.class, () -> bob.send("alice", "who are you"));
        assertEquals(1, bob.status().waiting(), "no receipt leaves either");
        bob.flush();
        assertEquals(1, bob.status().waiting());
        try (Messenger messenger = bob.open()) {
            messenger.markVerified("alice");
        }
        assertInstanceOf(SendResult.Sent.class, bob.send("alice", "it is you"));
        assertEquals(List.of("it is you"), alice.receive());
        long refused = bob.status().refused();
        assertInstanceOf(SendResult.Sent.class, thief.send("bob", "on the session that I stole"));
        assertEquals(List.of(), bob.receive());
        assertEquals(refused + 1, bob.status().refused(), "the session has started anew");
    }

    /// The thief has the keys alone, is faster, and starts a session of his own; then Alice takes another identity.
    @Test
    void aRivalThatStartsASessionFreezesTheContactToo() {
        bob.end("alice");
        alice.receive();
        Person thief = Person.register(folder, "thief", server, clock);
        thief.add(bob, "bob");
        thief.inside((core, tx) -> {
            IdentityKeyPair stolen =
                    alice.inside((theirs, theirTx) -> theirTx.identities().present());
            try (stolen;
                    IdentityKeyPair own = tx.identities().present()) {
                IdentityRotation rotation = IdentityRotation.sign(stolen, own, core.now());
                tx.outbox()
                        .addContent(
                                tx.contacts().byName("bob").orElseThrow().id(),
                                core.randomBytes(16),
                                news(core, new IdentityChain(stolen.record(), List.of(rotation)))
                                        .encode(),
                                null,
                                Urgency.NORMAL);
            }
            return true;
        });
        thief.flush();
        assertEquals(List.of(FOLLOWED), bob.receive());
        alice.rotateIdentity();
        alice.send("bob", "it is me");
        String told = bob.receive().getFirst();
        assertFrozen(told);
        assertThrows(ClientException.ContactFrozen.class, () -> bob.send("alice", "secret"));
        try (Messenger messenger = bob.open()) {
            messenger.markVerified("alice");
        }
        alice.end("bob");
        alice.send("bob", "still me");
        assertEquals(List.of(), bob.receive(), "the same rival freezes nobody twice");
        assertEquals(Contact.Trust.VERIFIED, bob.contact("alice").trust());
    }

    /// On the session as the thief has it, more than once: the first numbers were used by Alice.
    private void announceAnother(Person thief) {
        thief.inside((core, tx) -> {
            Outbox outbox = new Outbox(core, new SessionStarter(core), new Announcements(core));
            try (IdentityKeyPair old = tx.identities().present();
                    IdentityKeyPair next = IdentityKeyPair.generate(core.env().random())) {
                IdentityRotation rotation = IdentityRotation.sign(old, next, core.now());
                IdentityChain chain = new IdentityChain(old.record(), List.of(rotation));
                long bob = tx.contacts().byName("bob").orElseThrow().id();
                for (int i = 0; i < 3; i++) {
                    outbox.add(tx, bob, news(core, chain), null);
                }
            }
            return true;
        });
        thief.flush();
    }

    @Test
    void nobodyAnnouncesForSomebodyElse() {
        Person eve = Person.register(folder, "eve", server, clock);
        eve.add(bob, "bob");
        eve.send("bob", "I am Eve");
        bob.receive();
        alice.rotateIdentity();
        IdentityChain stolen =
                alice.inside((core, tx) -> tx.identities().chainFrom(0).orElseThrow());
        server.loseWaiting();
        eve.inside((core, tx) -> {
            Outbox outbox = new Outbox(core, new SessionStarter(core), new Announcements(core));
            Content content = news(core, stolen);
            outbox.add(tx, tx.contacts().byName("bob").orElseThrow().id(), content, null);
            return true;
        });
        eve.flush();
        assertEquals(List.of(), bob.receive());
        assertEquals(1, bob.status().refused());
        assertEquals(first, bob.contact("alice").fingerprint());
        assertEquals(eve.fingerprint(), bob.contact("eve").fingerprint());
    }

    private static Content news(Core core, IdentityChain chain) {
        return Content.of(core.randomBytes(16), core.now(), ContentKind.IDENTITY_ROTATION)
                .withIdentityChain(chain);
    }

    private Person copyOfAlice() throws IOException {
        Path copy = folder.resolve("copy").resolve("alice");
        try (Stream<Path> files = Files.walk(alice.home())) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(alice.home().relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return Person.unregistered(copy.getParent(), "alice", server, clock);
    }
}
