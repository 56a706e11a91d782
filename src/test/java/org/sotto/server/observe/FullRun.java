package org.sotto.server.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.hamcrest.Matcher;
import org.sotto.api.BundleRequest;
import org.sotto.api.MailboxKind;
import org.sotto.api.SendRequest;
import org.sotto.api.frame.ClientFrame;
import org.sotto.api.frame.CloseCode;
import org.sotto.api.frame.SendFrame;
import org.sotto.api.frame.ServerFrame;
import org.sotto.server.service.Pseudonyms;
import org.sotto.server.service.Table;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.Rest;
import org.sotto.support.TestDevice;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestPrekeys;
import org.sotto.support.TestServer;
import org.sotto.support.TestStream;
import org.sotto.support.TlsConnection;

/// Everything that two people do with a server, and much of what goes wrong; with all that must leave no trace.
@Dependent
class FullRun {
    private static final Matcher<Integer> REFUSED = allOf(greaterThanOrEqualTo(400), lessThan(500));
    /// The largest request of a stranger, and more.
    private static final int TOO_LARGE = 20_000;

    private final TestServer server;
    private final People people;
    private final Rest rest;
    private final Pseudonyms pseudonyms;
    private final Needles needles = new Needles();

    FullRun(TestServer server, People people, Rest rest, Pseudonyms pseudonyms) {
        this.server = server;
        this.people = people;
        this.rest = rest;
        this.pseudonyms = pseudonyms;
    }

    Needles needles() {
        return needles;
    }

    void run() throws Exception {
        needles.word("the address", "127.0.0.1")
                .word("a name", "Aunt Philippa")
                .word("a text", "meet me at the mill")
                .word("a path", "/private-path-of-mine")
                .word("a method", "MYMETHOD");
        Person alice = person("Alice", people.alice());
        Person bob = person("Bob", people.bob());
        TestMailbox mailbox = mailbox("Bob's mailbox", bob.mailbox(MailboxKind.CONTACT));
        prekeys(alice, bob);
        byRest(alice, bob, mailbox);
        byStream(alice, bob, mailbox);
        refused(alice, bob, mailbox);
        strangers();
        removed(alice, bob);
    }

    private Person person(String name, Person person) {
        byte[] identity = person.device().identity().record().encode();
        needles.bytes(name + "'s device", person.device().id())
                .bytes(name + "'s device key", person.device().key().publicKey())
                .bytes(name + "'s identity", Arrays.copyOf(identity, 64))
                .word(name + "'s token", person.token());
        return person;
    }

    private TestMailbox mailbox(String name, TestMailbox mailbox) {
        needles.bytes(name, mailbox.id()).bytes("the send secret of " + name, mailbox.sendSecret());
        return mailbox;
    }

    private void prekeys(Person alice, Person bob) {
        BundleRequest card = server.publicMailbox(bob.device());
        mailbox("Bob's public mailbox", new TestMailbox(card.mailbox(), card.sendSecret()));
        alice.call().body(card).post("/v1/prekeys/fetch").then().statusCode(404);
        bob.call()
                .body(TestPrekeys.upload(bob.device().identity(), 2))
                .put("/v1/prekeys")
                .then()
                .statusCode(200);
        alice.call().body(card).post("/v1/prekeys/fetch").then().statusCode(200);
    }

    private SendRequest message(TestMailbox mailbox) {
        SendRequest request = mailbox.send(TestMailbox.blob(1, 2048));
        needles.bytes("a message id", request.id())
                .bytes("a message", Arrays.copyOfRange(request.content(), 3, 27)); // a place where base64 groups begin
        return request;
    }

    private void byRest(Person alice, Person bob, TestMailbox mailbox) {
        SendRequest request = message(mailbox);
        alice.send(request).then().statusCode(202);
        alice.send(request).then().statusCode(202);
        bob.call().get("/v1/messages").then().statusCode(200);
        bob.acknowledge(List.of(request.id())).then().statusCode(200);
    }

    private void byStream(Person alice, Person bob, TestMailbox mailbox) throws Exception {
        try (TestStream ours = stream(alice);
                TestStream theirs = stream(bob)) {
            theirs.next(ServerFrame.Drained.class);
            SendRequest request = message(mailbox);
            ours.next(ServerFrame.Drained.class);
            ours.send(new SendFrame(1, request.id(), request.recipient(), request.sendSecret(), request.content()));
            ours.next(ServerFrame.Sent.class);
            theirs.next(ServerFrame.Deliver.class);
            theirs.next(ServerFrame.Drained.class);
            theirs.send(new ClientFrame.Ack(2, List.of(request.id())));
            theirs.next(ServerFrame.Sent.class);
            ours.send("meet me at the mill".getBytes(UTF_8));
            assertEquals(CloseCode.MALFORMED_FRAME.number(), ours.closeCode());
        }
    }

    private TestStream stream(Person person) throws ExecutionException {
        return TestStream.open(server.httpsPort(), server.data("tls.crt"), person.token());
    }

    private void refused(Person alice, Person bob, TestMailbox mailbox) {
        alice.send(message(new TestMailbox(mailbox.id(), TestDevice.random(32))))
                .then()
                .statusCode(REFUSED);
        alice.send(message(mailbox("no mailbox", TestMailbox.random()))).then().statusCode(REFUSED);
        alice.send(mailbox.send(new byte[3000])).then().statusCode(REFUSED);
        alice.call()
                .body("{\"Aunt Philippa\":\"meet me at the mill\"")
                .post("/v1/messages")
                .then()
                .statusCode(REFUSED);
        alice.call()
                .body("{\"recipient\":\"meet me at the mill\"}")
                .post("/v1/messages")
                .then()
                .statusCode(REFUSED);
        bob.call().get("/v1/messages?after=" + alice.token()).then().statusCode(REFUSED);
        alice.call().delete("/v1/mailboxes/{mailbox}", mailbox.path()).then().statusCode(REFUSED);
        SendRequest waits = message(mailbox);
        alice.send(waits).then().statusCode(202);
    }

    private void strangers() throws IOException {
        String forged = "x" + people.alice().token();
        needles.word("a forged token", forged);
        RequestSpecification nobody = rest.bearer(forged).header("User-Agent", "Aunt Philippa");
        nobody.get("/v1/messages").then().statusCode(REFUSED);
        rest.stranger().get("/private-path-of-mine").then().statusCode(REFUSED);
        rest.stranger().get("/v1/messages?private-path-of-mine").then().statusCode(REFUSED);
        try (TlsConnection connection = server.connect()) {
            TestDevice unknown = new TestDevice(server.serverId());
            needles.bytes("an unknown device", unknown.id());
            assertTrue(REFUSED.matches(unknown.prove(connection).status()));
        }
        byte[] code = TestDevice.random(16);
        needles.bytes("a code that is none", code);
        try (TlsConnection connection = server.connect()) {
            assertTrue(REFUSED.matches(
                    new TestDevice(server.serverId()).register(connection, code).status()));
        }
        byte[] open = server.invitationCode();
        needles.bytes("an invitation", open);
        rest.stranger().request("MYMETHOD", "/v1/server").then().statusCode(REFUSED);
        rest.stranger().request("MYMETHOD", "/private-path-of-mine").then().statusCode(REFUSED);
        rest.stranger()
                .body(" ".repeat(TOO_LARGE))
                .post("/private-path-of-mine")
                .then()
                .statusCode(REFUSED);
        rest.management().get("/private-path-of-mine").then().statusCode(REFUSED);
        rest.management().delete("/admin/devices/private-path-of-mine").then().statusCode(REFUSED);
    }

    /// Alice goes; the operator removes Bob, for whom something waits.
    private void removed(Person alice, Person bob) throws IOException {
        alice.leave().then().statusCode(204);
        alice.leave().then().statusCode(401);
        byte[] name = pseudonyms.tag(Table.REGISTERED_DEVICES, bob.device().id());
        needles.bytes("Bob's pseudonym", name);
        rest.operator()
                .delete("/admin/devices/"
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(name))
                .then()
                .statusCode(200);
        bob.call().get("/v1/messages").then().statusCode(401);
    }
}
