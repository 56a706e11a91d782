package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sotto.api.AckRequest;
import org.sotto.api.AckResponse;
import org.sotto.api.ApiJson;
import org.sotto.api.MailboxKind;
import org.sotto.api.Page;
import org.sotto.api.SendRequest;
import org.sotto.api.SendResponse;
import org.sotto.api.StoredMessage;
import org.sotto.support.TestDevice;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;
import org.sotto.support.TlsConnection.Reply;

@QuarkusTest
class MessageResourceTest {
    private final TestServer server;
    private TlsConnection connection;
    private String alice;
    private String bob;
    private TestMailbox mailbox;

    MessageResourceTest(TestServer server) {
        this.server = server;
    }

    @BeforeEach
    void open() throws IOException {
        connection = server.connect();
        alice = server.token(server.registered());
        bob = server.token(server.registered());
        mailbox = TestMailbox.create(connection, bob, MailboxKind.CONTACT);
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
    }

    private Reply send(Object request) throws IOException {
        return connection.post("/v1/messages", alice, request);
    }

    private Page<StoredMessage> list(String token, String query) throws IOException {
        Reply reply = connection.request("GET", "/v1/messages" + query, token, null);
        assertEquals(200, reply.status(), reply.text());
        ObjectMapper json = ApiJson.client();
        return json.readValue(reply.body(), new TypeReference<>() {});
    }

    private int acknowledge(String token, byte[]... ids) throws IOException {
        Reply reply = connection.post("/v1/messages/ack", token, new AckRequest(List.of(ids)));
        assertEquals(200, reply.status(), reply.text());
        return reply.as(AckResponse.class).acknowledged();
    }

    private void assertProblem(int status, String code, Reply reply) throws IOException {
        assertEquals(status, reply.status(), reply.text());
        assertEquals(code, reply.code());
    }

    @Test
    void aBlobWaitsUntilItIsAcknowledged() throws IOException {
        SendRequest request = mailbox.send(TestMailbox.blob(1, 2048));
        Reply sent = send(request);
        assertEquals(202, sent.status(), sent.text());
        SendResponse answer = sent.as(SendResponse.class);
        assertEquals("enqueued", answer.status());
        assertArrayEquals(request.id(), answer.messageId());

        StoredMessage stored = list(bob, "").items().getFirst();
        assertArrayEquals(request.id(), stored.id());
        assertArrayEquals(mailbox.id(), stored.mailbox());
        assertArrayEquals(request.content(), stored.content());
        assertEquals(0, stored.received().toEpochMilli() % 3_600_000, "rounded to the hour");
        assertEquals(List.of(), list(alice, "").items());

        assertEquals(0, acknowledge(alice, request.id()), "another device's message");
        assertEquals(1, acknowledge(bob, request.id(), new byte[16], request.id()));
        assertEquals(List.of(), list(bob, "").items());
    }

    @Test
    void theSameIdIsStoredOnce() throws IOException {
        SendRequest request = mailbox.send(TestMailbox.blob(1, 2048));
        assertEquals(202, send(request).status());
        assertEquals(202, send(request).status());
        assertProblem(409, "id-conflict", send(mailbox.send(request.id(), TestMailbox.blob(1, 2048))));
        assertEquals(1, list(bob, "").items().size());
        assertArrayEquals(request.content(), list(bob, "").items().getFirst().content());
    }

    @Test
    void anUnknownMailboxAndAWrongSecretGetOneAnswer() throws IOException {
        byte[] blob = TestMailbox.blob(1, 2048);
        Reply unknown = send(TestMailbox.random().send(blob));
        Reply wrong = send(new TestMailbox(mailbox.id(), new byte[32]).send(blob));
        assertProblem(404, "mailbox-refused", unknown);
        assertProblem(404, "mailbox-refused", wrong);
        assertArrayEquals(unknown.body(), wrong.body());
        assertEquals(List.of(), list(bob, "").items());
    }

    @Test
    void aPublicMailboxTakesFirstBlobsOnly() throws IOException {
        TestMailbox open = TestMailbox.create(connection, bob, MailboxKind.PUBLIC);
        assertProblem(422, "bad-size", send(open.send(TestMailbox.blob(1, 5120))));
        assertEquals(202, send(open.send(TestMailbox.blob(2, 5120))).status());
        assertEquals(202, send(mailbox.send(TestMailbox.blob(2, 5120))).status());
    }

    @ParameterizedTest
    @CsvSource({"1,2048", "1,5120", "1,11136", "2,5120", "2,11136", "1,1114112", "2,1114112"})
    void takesBlobsOfAllowedSizes(int type, int size) throws IOException {
        assertEquals(202, send(mailbox.send(TestMailbox.blob(type, size))).status());
        assertEquals(size, list(bob, "").items().getFirst().content().length);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,2047", "1,2049", "2,2048", "1,5119", "1,11137", "2,11135", "0,2048", "3,2048", "1,1114111"})
    void refusesBlobsOfOtherTypesAndSizes(int type, int size) throws IOException {
        assertProblem(422, "bad-size", send(mailbox.send(TestMailbox.blob(type, size))));
    }

    @Test
    void refusesAnEmptyBlobAndOneAboveTheLimit() throws IOException {
        assertProblem(422, "bad-size", send(mailbox.send(new byte[0])));
        assertProblem(422, "bad-size", send(mailbox.send(TestMailbox.blob(1, 1_114_113))));
    }

    @Test
    void pagesInTheOrderOfArrival() throws IOException {
        TestMailbox other = TestMailbox.create(connection, bob, MailboxKind.CONTACT);
        List<byte[]> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            SendRequest request = (i % 2 == 0 ? mailbox : other).send(TestMailbox.blob(1, 2048));
            assertEquals(202, send(request).status());
            sent.add(request.id());
        }
        List<byte[]> seen = new ArrayList<>();
        String query = "?limit=3";
        Page<StoredMessage> page = list(bob, query);
        while (true) {
            page.items().forEach(item -> seen.add(item.id()));
            if (page.next() == null) {
                break;
            }
            page = list(bob, "?limit=3&after=" + page.next());
        }
        assertEquals(7, seen.size());
        for (int i = 0; i < 7; i++) {
            assertArrayEquals(sent.get(i), seen.get(i));
        }
        assertEquals(null, list(bob, "?limit=7").next());
    }

    @Test
    void aDeletedMailboxTakesItsMessagesWithIt() throws IOException {
        TestMailbox other = TestMailbox.create(connection, bob, MailboxKind.CONTACT);
        assertEquals(202, send(mailbox.send(TestMailbox.blob(1, 2048))).status());
        assertEquals(202, send(other.send(TestMailbox.blob(1, 2048))).status());
        String path = "/v1/mailboxes/" + Base64.getUrlEncoder().withoutPadding().encodeToString(mailbox.id());
        assertEquals(204, connection.request("DELETE", path, bob, null).status());
        assertEquals(1, list(bob, "").items().size());
        assertArrayEquals(other.id(), list(bob, "").items().getFirst().mailbox());
        assertProblem(404, "mailbox-refused", send(mailbox.send(TestMailbox.blob(1, 2048))));
    }

    @Test
    void fiftySendersAtOnceLoseNothing() throws Exception {
        List<Callable<Integer>> sends = new ArrayList<>();
        SendRequest doubled = mailbox.send(TestMailbox.blob(1, 2048));
        for (int i = 0; i < 50; i++) {
            SendRequest request = i % 5 == 0 ? doubled : mailbox.send(TestMailbox.blob(1, 2048));
            sends.add(() -> {
                try (TlsConnection own = server.connect()) {
                    return own.post("/v1/messages", alice, request).status();
                }
            });
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> each : pool.invokeAll(sends)) {
                assertEquals(202, each.get());
            }
        }
        assertEquals(41, list(bob, "").items().size());
    }

    @Test
    void needsASession() throws IOException {
        SendRequest request = mailbox.send(TestMailbox.blob(1, 2048));
        assertProblem(401, "unauthenticated", connection.post("/v1/messages", null, request));
        assertProblem(401, "unauthenticated", connection.request("GET", "/v1/messages", null, null));
        assertProblem(
                401,
                "unauthenticated",
                connection.post("/v1/messages/ack", null, new AckRequest(List.of(new byte[16]))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=101", "?limit=x", "?after=x", "?after=AAAA"})
    void refusesPagesThatAreNone(String query) throws IOException {
        assertProblem(400, "malformed-request", connection.request("GET", "/v1/messages" + query, bob, null));
    }

    @Test
    void refusesRequestsThatAreNone() throws IOException {
        byte[] blob = TestMailbox.blob(1, 2048);
        assertProblem(400, "malformed-request", send(new byte[0]));
        assertProblem(400, "malformed-request", send(new byte[] {(byte) 0x7b, 0x7d}));
        assertProblem(400, "malformed-request", send(mailbox.send(new byte[15], blob)));
        assertProblem(400, "malformed-request", send(new SendRequest(new byte[16], new byte[31], new byte[32], blob)));
        assertProblem(400, "malformed-request", send(new SendRequest(new byte[16], new byte[32], new byte[33], blob)));
    }

    @Test
    void refusesAcknowledgmentsThatAreNone() throws IOException {
        List<byte[]> many =
                IntStream.range(0, 257).mapToObj(i -> TestDevice.random(16)).toList();
        String path = "/v1/messages/ack";
        assertProblem(400, "malformed-request", connection.post(path, bob, new AckRequest(List.of())));
        assertProblem(400, "malformed-request", connection.post(path, bob, new AckRequest(List.of(new byte[17]))));
        assertProblem(400, "malformed-request", connection.post(path, bob, new AckRequest(many)));
        assertProblem(400, "malformed-request", connection.post(path, bob, new byte[] {(byte) 0x7b, 0x7d}));
        assertEquals(
                200,
                connection.post(path, bob, new AckRequest(many.subList(0, 256))).status());
        assertTrue(list(bob, "").items().isEmpty());
    }
}
