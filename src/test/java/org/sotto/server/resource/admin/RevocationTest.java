package org.sotto.server.resource.admin;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.api.MailboxKind;
import org.sotto.api.frame.CloseCode;
import org.sotto.api.frame.ServerFrame;
import org.sotto.server.repository.BusyWriter;
import org.sotto.server.repository.TestDatabase;
import org.sotto.server.service.Pseudonyms;
import org.sotto.server.service.Table;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.Rest;
import org.sotto.support.TestDevice;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestServer;
import org.sotto.support.TestStream;
import org.sotto.support.TlsConnection;

/// What `sotto devices` and `sotto revoke` ask of the server.
@QuarkusTest
class RevocationTest {
    private static final String DEVICES = "/admin/devices";

    private final TestServer server;
    private final Rest rest;
    private final People people;
    private final Pseudonyms pseudonyms;
    private final BusyWriter writer;
    private final TestDatabase database;

    RevocationTest(
            TestServer server,
            Rest rest,
            People people,
            Pseudonyms pseudonyms,
            BusyWriter writer,
            TestDatabase database) {
        this.server = server;
        this.rest = rest;
        this.people = people;
        this.pseudonyms = pseudonyms;
        this.writer = writer;
        this.database = database;
    }

    private static String text(byte[] id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    private String pseudonym(Person person) {
        return text(pseudonyms.tag(Table.REGISTERED_DEVICES, person.device().id()));
    }

    private Response revoke(String name) throws IOException {
        return rest.operator().delete(DEVICES + "/{device}", name);
    }

    private String listed() throws IOException {
        return rest.operator().get(DEVICES).then().statusCode(200).extract().asString();
    }

    private TestStream stream(Person person) throws Exception {
        TestStream stream = TestStream.open(server.httpsPort(), server.data("tls.crt"), person.token());
        stream.next(ServerFrame.Drained.class);
        return stream;
    }

    private int proof(TestDevice device) throws IOException {
        try (TlsConnection connection = server.connect()) {
            return device.prove(connection).status();
        }
    }

    @Test
    void aDeviceIsListedByItsPseudonymAlone() throws IOException {
        Person alice = people.alice();
        String listed = listed();
        assertTrue(listed.contains("\"device\":\"" + pseudonym(alice) + "\""), listed);
        assertFalse(listed.contains(text(alice.device().id())), "its id");
        assertFalse(listed.contains(text(alice.device().key().publicKey())), "its key");
        assertFalse(listed.contains(text(alice.device().identity().record().encode())), "its identity");
        rest.operator()
                .get(DEVICES)
                .then()
                .body("items.findAll { !it.registered.endsWith('00:00.000Z') }", is(List.of()));
    }

    @Test
    void aRevokedDeviceHasNoSessionNoStreamAndNoMailboxFromThenOn() throws Exception {
        Person bob = people.bob();
        TestMailbox mailbox = bob.mailbox(MailboxKind.CONTACT);
        bob.call().get("/v1/prekeys/count").then().statusCode(200);
        try (TestStream one = stream(bob);
                TestStream other = stream(bob)) {
            revoke(pseudonym(bob)).then().statusCode(200).body("device", is(pseudonym(bob)));
            assertEquals(CloseCode.SESSION_OVER.number(), one.closeCode());
            assertEquals(CloseCode.SESSION_OVER.number(), other.closeCode());
        }
        bob.call().get("/v1/prekeys/count").then().statusCode(401).body("code", is("unauthenticated"));
        assertEquals(401, proof(bob.device()));
        people.alice().send(mailbox.send(TestMailbox.blob(1, 2048))).then().statusCode(404);
        assertFalse(listed().contains(pseudonym(bob)));
        List<String> events = rest.operator()
                .get("/admin/audit")
                .then()
                .extract()
                .path("items.findAll { it.device == '" + pseudonym(bob) + "' }.event");
        assertEquals(List.of("device-registered", "session-made", "device-revoked"), events);
    }

    @Test
    void theIdThatItsOwnerKnowsNamesItToo() throws IOException {
        Person alice = people.alice();
        revoke(text(alice.device().id())).then().statusCode(200).body("device", is(pseudonym(alice)));
        alice.call().get("/v1/prekeys/count").then().statusCode(401);
        revoke(text(alice.device().id())).then().statusCode(404).body("code", is("not-found"));
    }

    @Test
    void othersGoOn() throws Exception {
        try (TestStream stream = stream(people.alice())) {
            revoke(pseudonym(people.bob())).then().statusCode(200);
            people.alice().call().get("/v1/prekeys/count").then().statusCode(200);
            TestMailbox mailbox = people.alice().mailbox(MailboxKind.CONTACT);
            people.another()
                    .send(mailbox.send(TestMailbox.blob(1, 2048)))
                    .then()
                    .statusCode(202);
            stream.next(ServerFrame.Deliver.class);
        }
    }

    @Test
    void sessionsEndBeforeAnythingIsDeleted() throws Exception {
        Person bob = people.bob();
        try (TestStream stream = stream(bob);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> revoked;
            try (var _ = writer.occupy()) {
                revoked = threads.submit(() -> revoke(pseudonym(bob)).statusCode());
                assertEquals(CloseCode.SESSION_OVER.number(), stream.closeCode());
                bob.call().get("/v1/prekeys/count").then().statusCode(401);
            }
            assertEquals(200, revoked.get());
        }
    }

    @Test
    void aRevocationThatFailsLeavesTheDeviceAsItWas() throws Exception {
        Person bob = people.bob();
        String path = DEVICES + "/" + pseudonym(bob);
        RequestSpecification operator = rest.operator();
        try (var _ = database.without("audit_log")) {
            operator.delete(path).then().statusCode(500);
        }
        bob.call().get("/v1/prekeys/count").then().statusCode(200);
        assertEquals(200, proof(bob.device()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AA", "*", "-h", "../audit", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatNamesNoDeviceIsNotFound(String name) throws IOException {
        revoke(name).then().statusCode(404).body("code", is("not-found"));
    }

    @Test
    void theListHasPages() throws IOException {
        people.alice();
        rest.operator()
                .get(DEVICES + "?after=9223372036854775807")
                .then()
                .statusCode(200)
                .body("items.size()", is(0));
        for (String cursor : List.of("x", "", "99999999999999999999")) {
            rest.operator()
                    .get(DEVICES + "?after=" + cursor)
                    .then()
                    .statusCode(400)
                    .body("code", is("malformed-request"));
        }
    }

    @Test
    void bothWantTheOperatorsSecretAndTheirMethod() throws IOException {
        String path = DEVICES + "/" + pseudonym(people.alice());
        rest.management().get(DEVICES).then().statusCode(401);
        rest.management().delete(path).then().statusCode(401).body("code", is("unauthenticated"));
        people.alice().call().get("/v1/prekeys/count").then().statusCode(200);
        rest.operator().post(DEVICES).then().statusCode(405);
        rest.operator().get(path).then().statusCode(405).body("code", is("method-not-allowed"));
    }
}
