package org.sotto.server.resource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.common.mapper.TypeRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sotto.api.MailboxInfo;
import org.sotto.api.MailboxKind;
import org.sotto.api.Page;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.TestMailbox;

/// What a device sees of its mailboxes after it made and deleted some.
@QuarkusTest
class MailboxListTest {
    private final People people;
    private Person alice;
    private Person bob;

    MailboxListTest(People people) {
        this.people = people;
    }

    @BeforeEach
    void register() throws IOException {
        alice = people.alice();
        bob = people.bob();
    }

    private static Page<MailboxInfo> list(Person person, String query) {
        return person.call()
                .get("/v1/mailboxes" + query)
                .then()
                .statusCode(200)
                .extract()
                .as(new TypeRef<>() {});
    }

    private static void assertIds(List<TestMailbox> expected, List<MailboxInfo> shown) {
        assertArrayEquals(
                expected.stream().map(TestMailbox::id).toArray(),
                shown.stream().map(MailboxInfo::mailbox).toArray());
    }

    @Test
    void showsTheDevicesOwn() {
        TestMailbox first = alice.mailbox(MailboxKind.PUBLIC);
        TestMailbox second = alice.mailbox(MailboxKind.CONTACT);
        List<MailboxInfo> items = list(alice, "").items();
        assertIds(List.of(first, second), items);
        assertEquals(MailboxKind.PUBLIC, items.get(0).kind());
        assertEquals(MailboxKind.CONTACT, items.get(1).kind());
        assertEquals(0, items.get(1).created().toEpochMilli() % 3_600_000, "rounded to the hour");
        assertIds(List.of(), list(bob, "").items());

        assertEquals(0, alice.delete(first).asByteArray().length);
        assertIds(List.of(second), list(alice, "").items());
    }

    @Test
    void pagesInTheOrderOfCreation() {
        List<TestMailbox> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(alice.mailbox(MailboxKind.CONTACT));
            bob.mailbox(MailboxKind.CONTACT);
        }
        Page<MailboxInfo> page = list(alice, "?limit=2");
        List<MailboxInfo> seen = new ArrayList<>(page.items());
        while (page.next() != null) {
            page = list(alice, "?limit=2&after=" + page.next());
            seen.addAll(page.items());
        }
        assertIds(made, seen);
        assertNull(list(alice, "?limit=5").next());
    }

    @Test
    void aRefusedOrRepeatedCallAddsNothing() {
        TestMailbox mailbox = alice.mailbox(MailboxKind.CONTACT);
        alice.create(mailbox, MailboxKind.CONTACT).then().statusCode(201);
        bob.create(mailbox, MailboxKind.CONTACT).then().statusCode(409);
        assertIds(List.of(mailbox), list(alice, "").items());
        assertIds(List.of(), list(bob, "").items());
    }
}
