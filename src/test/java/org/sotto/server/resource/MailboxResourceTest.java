package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.api.MailboxKind;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;
import org.sotto.support.TlsConnection.Reply;

@QuarkusTest
class MailboxResourceTest {
    private final TestServer server;
    private TlsConnection connection;
    private String alice;
    private String bob;

    MailboxResourceTest(TestServer server) {
        this.server = server;
    }

    @BeforeEach
    void open() throws IOException {
        connection = server.connect();
        alice = server.token(server.registered());
        bob = server.token(server.registered());
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private JsonNode list(String token, String query) throws IOException {
        Reply reply = connection.request("GET", "/v1/mailboxes" + query, token, null);
        assertEquals(200, reply.status(), reply.text());
        return new ObjectMapper().readTree(reply.body());
    }

    private void assertProblem(int status, String code, Reply reply) throws IOException {
        assertEquals(status, reply.status(), reply.text());
        assertEquals(code, reply.code());
    }

    @Test
    void makesListsAndDeletes() throws IOException {
        TestMailbox first = TestMailbox.create(connection, alice, MailboxKind.PUBLIC);
        TestMailbox second = TestMailbox.create(connection, alice, MailboxKind.CONTACT);
        JsonNode items = list(alice, "").get("items");
        assertEquals(2, items.size());
        assertEquals(text(first.id()), items.get(0).get("mailbox").asText());
        assertEquals("public", items.get(0).get("kind").asText());
        assertEquals("contact", items.get(1).get("kind").asText());
        assertEquals(":00:00.000Z", items.get(1).get("created").asText().substring(13), "rounded to the hour");
        assertEquals(0, list(bob, "").get("items").size());

        Reply deleted = connection.request("DELETE", "/v1/mailboxes/" + text(first.id()), alice, null);
        assertEquals(204, deleted.status());
        assertEquals(0, deleted.body().length);
        items = list(alice, "").get("items");
        assertEquals(1, items.size());
        assertEquals(text(second.id()), items.get(0).get("mailbox").asText());
    }

    @Test
    void pagesInTheOrderOfCreation() throws IOException {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(text(
                    TestMailbox.create(connection, alice, MailboxKind.CONTACT).id()));
            TestMailbox.create(connection, bob, MailboxKind.CONTACT);
        }
        List<String> seen = new ArrayList<>();
        String query = "?limit=2";
        for (int page = 0; page < 3; page++) {
            JsonNode answer = list(alice, query);
            answer.get("items").forEach(item -> seen.add(item.get("mailbox").asText()));
            query = "?limit=2&after=" + answer.get("next").asText();
        }
        assertEquals(made, seen);
        JsonNode whole = list(alice, "?limit=5");
        assertEquals(5, whole.get("items").size());
        assertEquals(true, whole.get("next").isNull());
    }

    @Test
    void theSameCallAgainIsASuccessAndAnotherIsRefused() throws IOException {
        TestMailbox mailbox = TestMailbox.create(connection, alice, MailboxKind.CONTACT);
        assertEquals(
                201,
                connection
                        .post("/v1/mailboxes", alice, mailbox.request(MailboxKind.CONTACT))
                        .status());
        assertEquals(1, list(alice, "").get("items").size());
        assertProblem(
                409, "already-exists", connection.post("/v1/mailboxes", alice, mailbox.request(MailboxKind.PUBLIC)));
        assertProblem(
                409, "already-exists", connection.post("/v1/mailboxes", bob, mailbox.request(MailboxKind.CONTACT)));
        TestMailbox otherSecret = new TestMailbox(mailbox.id(), new byte[32]);
        assertProblem(
                409,
                "already-exists",
                connection.post("/v1/mailboxes", alice, otherSecret.request(MailboxKind.CONTACT)));
    }

    @Test
    void onlyTheOwnerDeletes() throws IOException {
        TestMailbox mailbox = TestMailbox.create(connection, alice, MailboxKind.CONTACT);
        String path = "/v1/mailboxes/" + text(mailbox.id());
        assertProblem(404, "not-found", connection.request("DELETE", path, bob, null));
        assertEquals(204, connection.request("DELETE", path, alice, null).status());
        assertProblem(404, "not-found", connection.request("DELETE", path, alice, null));
    }

    @Test
    void theIdOfADeletedMailboxIsNeverTakenAgain() throws IOException {
        TestMailbox mailbox = TestMailbox.create(connection, alice, MailboxKind.PUBLIC);
        String path = "/v1/mailboxes/" + text(mailbox.id());
        assertEquals(204, connection.request("DELETE", path, alice, null).status());
        assertTaken(mailbox, bob);
        assertTaken(mailbox, alice);
    }

    @Test
    void theIdsOfADeletedDevicesMailboxesAreNeverTakenAgain() throws IOException {
        TestMailbox first = TestMailbox.create(connection, alice, MailboxKind.PUBLIC);
        TestMailbox second = TestMailbox.create(connection, alice, MailboxKind.CONTACT);
        Reply gone = connection.request("DELETE", "/v1/devices/me", alice, null);
        assertEquals(204, gone.status());
        assertTaken(first, bob);
        assertTaken(second, bob);
    }

    private void assertTaken(TestMailbox mailbox, String token) throws IOException {
        assertProblem(
                409, "already-exists", connection.post("/v1/mailboxes", token, mailbox.request(MailboxKind.PUBLIC)));
        assertEquals(0, list(token, "").get("items").size());
    }

    @Test
    void needsASession() throws IOException {
        assertProblem(401, "unauthenticated", connection.request("GET", "/v1/mailboxes", null, null));
        assertProblem(401, "unauthenticated", connection.request("GET", "/v1/mailboxes", "x.y.z", null));
        assertProblem(
                401,
                "unauthenticated",
                connection.post("/v1/mailboxes", null, TestMailbox.random().request(MailboxKind.PUBLIC)));
        assertProblem(401, "unauthenticated", connection.request("DELETE", "/v1/mailboxes/x", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=101", "?limit=-1", "?limit=x", "?limit=1.5", "?after=x", "?after=AAAA"})
    void refusesPagesThatAreNone(String query) throws IOException {
        assertProblem(400, "malformed-request", connection.request("GET", "/v1/mailboxes" + query, alice, null));
    }

    @Test
    void refusesTheCursorOfAnotherDeviceOrList() throws IOException {
        TestMailbox.create(connection, alice, MailboxKind.CONTACT);
        TestMailbox.create(connection, alice, MailboxKind.CONTACT);
        String cursor = list(alice, "?limit=1").get("next").asText();
        assertEquals(1, list(alice, "?after=" + cursor).get("items").size());
        assertProblem(400, "malformed-request", connection.request("GET", "/v1/mailboxes?after=" + cursor, bob, null));
        assertProblem(400, "malformed-request", connection.request("GET", "/v1/messages?after=" + cursor, alice, null));
    }

    @Test
    void refusesABodyThatIsNone() throws IOException {
        String id = text(new byte[32]);
        String hash = text(new byte[64]);
        for (String body : List.of(
                "",
                "{",
                "[]",
                "{}",
                "{\"mailbox\":\"" + id + "\",\"send_secret_hash\":\"" + hash + "\"}",
                "{\"mailbox\":\"" + id + "\",\"send_secret_hash\":\"" + hash + "\",\"kind\":\"other\"}",
                "{\"mailbox\":\"" + id + "\",\"send_secret_hash\":\"" + id + "\",\"kind\":\"public\"}",
                "{\"mailbox\":\"" + hash + "\",\"send_secret_hash\":\"" + hash + "\",\"kind\":\"public\"}",
                "{\"mailbox\":\"" + id + "\",\"send_secret_hash\":\"" + hash + "\",\"kind\":\"public\",\"x\":1}")) {
            Reply reply = connection.request("POST", "/v1/mailboxes", alice, body.getBytes(StandardCharsets.UTF_8));
            assertProblem(400, "malformed-request", reply);
        }
    }

    @Test
    void refusesAMailboxIdThatIsNone() throws IOException {
        for (String id : List.of("x", "AAAA", "%21%21%21%21")) {
            assertProblem(400, "malformed-request", connection.request("DELETE", "/v1/mailboxes/" + id, alice, null));
        }
    }

    @Test
    void refusesOtherMethodsAndTypes() throws IOException {
        assertProblem(405, "method-not-allowed", connection.request("PUT", "/v1/mailboxes", alice, Map.of("a", 1)));
        server.https()
                .header("Authorization", "Bearer " + alice)
                .contentType("text/plain")
                .body("x")
                .post("/v1/mailboxes")
                .then()
                .statusCode(415);
    }
}
