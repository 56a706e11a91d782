package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.common.mapper.TypeRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sotto.api.AckResponse;
import org.sotto.api.MailboxKind;
import org.sotto.api.Page;
import org.sotto.api.SendRequest;
import org.sotto.api.SendResponse;
import org.sotto.api.StoredMessage;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.TestMailbox;

/// A message from the sender's call to the recipient's acknowledgment.
@QuarkusTest
class MessageDeliveryTest {
    private final People people;
    private Person alice;
    private Person bob;
    private TestMailbox mailbox;

    MessageDeliveryTest(People people) {
        this.people = people;
    }

    @BeforeEach
    void register() throws IOException {
        alice = people.alice();
        bob = people.bob();
        mailbox = bob.mailbox(MailboxKind.CONTACT);
    }

    private SendRequest sent(TestMailbox to) {
        SendRequest request = to.send(TestMailbox.blob(1, 2048));
        alice.send(request).then().statusCode(202);
        return request;
    }

    private static Page<StoredMessage> list(Person person, String query) {
        return person.call()
                .get("/v1/messages" + query)
                .then()
                .statusCode(200)
                .extract()
                .as(new TypeRef<>() {});
    }

    private static int acknowledge(Person person, byte[]... ids) {
        return person.acknowledge(List.of(ids))
                .then()
                .statusCode(200)
                .extract()
                .as(AckResponse.class)
                .acknowledged();
    }

    @Test
    void aBlobWaitsUntilItIsAcknowledged() {
        SendRequest request = mailbox.send(TestMailbox.blob(1, 2048));
        SendResponse answer = alice.send(request).as(SendResponse.class);
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
    void theSameIdIsStoredOnce() {
        SendRequest request = sent(mailbox);
        alice.send(request).then().statusCode(202);
        alice.send(mailbox.send(request.id(), TestMailbox.blob(1, 2048))).then().statusCode(409);
        List<StoredMessage> items = list(bob, "").items();
        assertEquals(1, items.size());
        assertArrayEquals(request.content(), items.getFirst().content());
    }

    @Test
    void theLargestBlobComesAsItWasSent() {
        SendRequest request = mailbox.send(TestMailbox.blob(1, 1_114_112));
        alice.send(request).then().statusCode(202);
        assertArrayEquals(request.content(), list(bob, "").items().getFirst().content());
    }

    @Test
    void pagesInTheOrderOfArrival() {
        TestMailbox other = bob.mailbox(MailboxKind.CONTACT);
        List<byte[]> sent = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sent.add(sent(i % 2 == 0 ? mailbox : other).id());
        }
        List<byte[]> seen = new ArrayList<>();
        Page<StoredMessage> page = list(bob, "?limit=3");
        page.items().forEach(item -> seen.add(item.id()));
        while (page.next() != null) {
            page = list(bob, "?limit=3&after=" + page.next());
            page.items().forEach(item -> seen.add(item.id()));
        }
        assertArrayEquals(sent.toArray(), seen.toArray());
        assertNull(list(bob, "?limit=7").next());
    }

    @Test
    void aDeletedMailboxTakesItsMessagesWithIt() {
        TestMailbox other = bob.mailbox(MailboxKind.CONTACT);
        sent(mailbox);
        sent(other);
        bob.delete(mailbox).then().statusCode(204);
        List<StoredMessage> left = list(bob, "").items();
        assertEquals(1, left.size());
        assertArrayEquals(other.id(), left.getFirst().mailbox());
    }

    @Test
    void fiftySendersAtOnceLoseNothing() throws Exception {
        List<Callable<Integer>> sends = new ArrayList<>();
        SendRequest doubled = mailbox.send(TestMailbox.blob(1, 2048));
        for (int i = 0; i < 50; i++) {
            SendRequest request = i % 5 == 0 ? doubled : mailbox.send(TestMailbox.blob(1, 2048));
            sends.add(() -> alice.send(request).statusCode());
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> each : pool.invokeAll(sends)) {
                assertEquals(202, each.get());
            }
        }
        assertEquals(41, list(bob, "").items().size());
    }
}
