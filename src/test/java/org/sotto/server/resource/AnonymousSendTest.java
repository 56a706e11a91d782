package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.common.mapper.TypeRef;
import io.restassured.http.Header;
import io.restassured.response.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sotto.api.MailboxKind;
import org.sotto.api.Page;
import org.sotto.api.SendRequest;
import org.sotto.api.StoredMessage;
import org.sotto.crypto.token.Token;
import org.sotto.crypto.token.TokenKey;
import org.sotto.crypto.token.TokenKeyPair;
import org.sotto.crypto.token.TokenRequest;
import org.sotto.server.repository.TestDatabase;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.SeededRandom;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestTokens;

/// Sends that a token pays for: what is stored, and that the answer does not tell.
@QuarkusTest
class AnonymousSendTest {
    private final People people;
    private final TestTokens tokens;
    private final TestDatabase database;
    private Person alice;
    private Person bob;
    private TestMailbox mailbox;

    AnonymousSendTest(People people, TestTokens tokens, TestDatabase database) {
        this.people = people;
        this.tokens = tokens;
        this.database = database;
    }

    @BeforeEach
    void register() throws IOException {
        alice = people.alice();
        bob = people.bob();
        mailbox = bob.mailbox(MailboxKind.CONTACT);
    }

    private static SendRequest to(TestMailbox target) {
        return target.send(TestMailbox.blob(1, 2048));
    }

    private Response send(byte[] token, SendRequest request) {
        return tokens.paid(token).body(request).post("/v1/messages");
    }

    private Response send(SendRequest request) {
        return send(tokens.one(alice).encode(), request);
    }

    private List<StoredMessage> arrived() {
        return bob.call()
                .get("/v1/messages?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .as(new TypeRef<Page<StoredMessage>>() {})
                .items();
    }

    @Test
    void aTokenPaysForOneSend() {
        Token token = tokens.one(alice);
        SendRequest first = to(mailbox);
        send(token.encode(), first).then().statusCode(202);
        assertArrayEquals(first.content(), arrived().getFirst().content());
        send(token.encode(), to(mailbox)).then().statusCode(202);
        assertEquals(1, arrived().size(), "a token that was spent stores nothing");
    }

    @Test
    void theSameBytesAreStoredOnceWhateverPaysForThem() {
        SendRequest request = to(mailbox);
        send(request).then().statusCode(202);
        send(request).then().statusCode(202);
        send(mailbox.send(request.id(), TestMailbox.blob(1, 2048))).then().statusCode(202);
        assertEquals(1, arrived().size());
        assertArrayEquals(request.content(), arrived().getFirst().content());
    }

    @Test
    void nothingIsStoredForATokenThatIsNotGood() {
        byte[] forged = tokens.one(alice).encode();
        forged[200] ^= 1;
        send(forged, to(mailbox)).then().statusCode(202);
        send(new byte[354], to(mailbox)).then().statusCode(202);
        send(ofAnotherIssuer(), to(mailbox)).then().statusCode(202);
        assertEquals(List.of(), arrived());
        send(to(mailbox)).then().statusCode(202);
        assertEquals(1, arrived().size(), "the control");
    }

    private byte[] ofAnotherIssuer() {
        try (TokenKeyPair pair = TokenKeyPair.generate(new SeededRandom(1))) {
            TokenKey key = pair.publicKey();
            TokenRequest request = tokens.requests(key, 1).getFirst();
            return request.finish(pair.sign(request.blinded(), new SeededRandom(2)))
                    .encode();
        }
    }

    /// Status, size and headers of every outcome but the time are those of an accepted send.
    @Test
    void everyOutcomeLooksTheSame() throws IOException, SQLException {
        Token spent = tokens.one(alice);
        Set<String> shapes = new TreeSet<>();
        shapes.add(shape(send(spent.encode(), to(mailbox))));
        shapes.add(shape(send(spent.encode(), to(mailbox))));
        shapes.add(shape(send(new byte[354], to(mailbox))));
        shapes.add(shape(send("none".getBytes(java.nio.charset.StandardCharsets.US_ASCII), to(mailbox))));
        shapes.add(shape(send(to(TestMailbox.random()))));
        shapes.add(shape(send(to(new TestMailbox(mailbox.id(), new byte[32])))));
        TestMailbox card = bob.mailbox(MailboxKind.PUBLIC);
        shapes.add(shape(send(to(card))));
        TestMailbox full = bob.mailbox(MailboxKind.CONTACT);
        database.fillNewestMailbox(10_000, 0);
        shapes.add(shape(send(to(full))));
        TestMailbox gone = bob.mailbox(MailboxKind.CONTACT);
        bob.delete(gone).then().statusCode(204);
        shapes.add(shape(send(to(gone))));
        assertEquals(1, shapes.size(), shapes::toString);
        assertEquals(1, arrived().size());
        assertNotEquals(shapes.iterator().next(), shape(alice.send(to(mailbox))), "the control: a device is told more");
    }

    private static String shape(Response answer) {
        TreeMap<String, String> headers = new TreeMap<>();
        for (Header header : answer.headers()) {
            headers.put(header.getName().toLowerCase(java.util.Locale.ROOT), header.getValue());
        }
        headers.remove("date");
        String body =
                answer.asString().replaceAll("[0-9]{4}-[-0-9T:.]+Z", "TIME").replaceAll("_id\":\"[^\"]{22}\"", "");
        return answer.statusCode() + " " + answer.asByteArray().length + " " + headers + " " + body;
    }

    @Test
    void aBodyIsRefusedBeforeAnythingIsLookedUp() {
        Token token = tokens.one(alice);
        tokens.paid(token).body("{}").post("/v1/messages").then().statusCode(400);
        send(token.encode(), mailbox.send(TestMailbox.blob(1, 2047))).then().statusCode(422);
        send(token.encode(), mailbox.send(TestMailbox.blob(1, 1_114_112)))
                .then()
                .statusCode(413);
        SendRequest good = mailbox.send(TestMailbox.blob(1, 36_864));
        send(token.encode(), good).then().statusCode(202);
        assertArrayEquals(good.content(), arrived().getFirst().content(), "none of them has spent the token");
    }

    @Test
    void aTokenOpensNothingElse() {
        Token token = tokens.one(alice);
        tokens.paid(token).get("/v1/messages").then().statusCode(401);
        tokens.paid(token).get("/v1/prekeys/count").then().statusCode(401);
        tokens.paid(token).body("{}").post("/v1/tokens").then().statusCode(401);
        tokens.paid(token).delete("/v1/devices/me").then().statusCode(401);
    }

    /// Token and message are of one commit: where the one cannot be written, the other is not either.
    @Test
    void aSendThatFailsSpendsNothing() throws SQLException {
        Token token = tokens.one(alice);
        try (var _ = database.refusing("INSERT ON pending_messages")) {
            send(token.encode(), to(mailbox)).then().statusCode(503);
        }
        send(token.encode(), to(mailbox)).then().statusCode(202);
        assertEquals(1, arrived().size());
    }
}
