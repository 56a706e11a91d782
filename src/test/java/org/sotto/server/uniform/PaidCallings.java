package org.sotto.server.uniform;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.sotto.api.BundleRequest;
import org.sotto.api.MailboxKind;
import org.sotto.crypto.token.Token;
import org.sotto.server.repository.TestDatabase;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestPrekeys;
import org.sotto.support.TestTokens;
import org.sotto.support.TlsConnection;

/// The calls that a token pays for, in each of the ways that they may end.
@Singleton
public class PaidCallings {
    private static final int ROOM = 5_000;
    private static final int FULL = 10_000;
    private static final byte[] BLOB = TestMailbox.blob(1, 2_048);

    private final People people;
    private final TestTokens issuer;
    private final TestDatabase database;

    PaidCallings(People people, TestTokens issuer, TestDatabase database) {
        this.people = people;
        this.issuer = issuer;
        this.database = database;
    }

    /// @param kinds how many kinds of call each take a token in a round
    Purse purse(int kinds) throws IOException {
        return new Purse(people, issuer, kinds);
    }

    /// A token that pays for nothing any more.
    Supplier<byte[]> spent() throws IOException {
        Token token = issuer.one(people.alice());
        issuer.paid(token)
                .body(TestMailbox.random().send(BLOB))
                .post("/v1/messages")
                .then()
                .statusCode(202);
        byte[] encoded = token.encode();
        return () -> encoded;
    }

    /// A token that nobody has signed.
    Supplier<byte[]> forged() throws IOException {
        byte[] token = issuer.one(people.alice()).encode();
        token[token.length - 1] ^= 1;
        return () -> token;
    }

    /// Mailboxes with room for as many messages as there are calls.
    Supplier<TestMailbox> withRoom() {
        List<TestMailbox> mailboxes = Stream.generate(this::contact)
                .limit(TickAnswers.MOST / ROOM + 1)
                .toList();
        AtomicInteger taken = new AtomicInteger();
        return () -> mailboxes.get(taken.getAndIncrement() / ROOM % mailboxes.size());
    }

    Supplier<TestMailbox> full() {
        TestMailbox mailbox = contact();
        database.fillNewestMailbox(FULL, 0);
        return () -> mailbox;
    }

    Supplier<TestMailbox> unknown() {
        return TestMailbox::random;
    }

    Supplier<TestMailbox> wrongSecret() {
        byte[] id = contact().id();
        return () -> new TestMailbox(id, TestMailbox.random().sendSecret());
    }

    /// A mailbox whose owner has prekeys.
    Supplier<TestMailbox> withKeys() throws IOException {
        Person owner = people.another();
        owner.call()
                .body(TestPrekeys.upload(owner.device().identity(), 8))
                .put("/v1/prekeys")
                .then()
                .statusCode(200);
        TestMailbox mailbox = owner.mailbox(MailboxKind.CONTACT);
        return () -> mailbox;
    }

    private TestMailbox contact() {
        try {
            return people.bob().mailbox(MailboxKind.CONTACT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Kind send(Supplier<TestMailbox> to, Supplier<byte[]> token) {
        return connection -> paid("/v1/messages", to.get().send(BLOB), token);
    }

    static Kind fetch(Supplier<TestMailbox> of, Supplier<byte[]> token) {
        return connection -> {
            TestMailbox mailbox = of.get();
            return paid("/v1/prekeys/fetch", new BundleRequest(mailbox.id(), mailbox.sendSecret()), token);
        };
    }

    private static byte[] paid(String path, Object body, Supplier<byte[]> token) throws IOException {
        return TlsConnection.authorized("POST", path, TestTokens.authorization(token.get()), body);
    }
}
