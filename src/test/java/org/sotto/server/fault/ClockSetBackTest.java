package org.sotto.server.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sotto.api.AuditVerification;
import org.sotto.api.MailboxKind;
import org.sotto.api.SendRequest;
import org.sotto.server.service.MessageService;
import org.sotto.support.DefaultLimits;
import org.sotto.support.MovableClock;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.Rest;
import org.sotto.support.TestDevice;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// A clock that is set back by a day: sessions, invitations, messages, limits and the audit log go on.
/// `RateLimitTest` and `StrangerGateTest` look at the limits.
@QuarkusTest
@TestProfile(DefaultLimits.class)
class ClockSetBackTest {
    private final TestServer server;
    private final People people;
    private final Rest rest;
    private final MessageService messages;
    private final MovableClock clock;

    ClockSetBackTest(TestServer server, People people, Rest rest, MessageService messages, MovableClock clock) {
        this.server = server;
        this.people = people;
        this.rest = rest;
        this.messages = messages;
        this.clock = clock;
    }

    /// So far ahead that it does not get behind the machine's, by which the library of the tokens goes as well.
    @BeforeEach
    void setAhead() {
        clock.advance(Duration.ofDays(2));
    }

    @AfterEach
    void setForward() {
        clock.advance(Duration.ofDays(1));
    }

    @Test
    void everythingGoesOn() throws IOException {
        Person alice = people.alice();
        TestMailbox mailbox = alice.mailbox(MailboxKind.CONTACT);
        byte[] invitation = server.invitationCode();
        send(alice, mailbox);
        clock.advance(Duration.ofDays(-1));
        send(alice, mailbox); // with the session from before
        Person bob = people.bob(); // an invitation, a challenge and a session of now
        send(bob, mailbox);
        try (TlsConnection connection = server.connect()) {
            TestDevice late = new TestDevice(server.serverId());
            assertEquals(201, late.register(connection, invitation).status(), "an invitation of the day after");
            assertEquals(200, late.prove(connection).status());
        }
        messages.expire();
        assertEquals(3, waiting(alice), "none is lost, none expires too early");
        AuditVerification audit =
                rest.operator().get("/admin/audit/verification").as(AuditVerification.class);
        assertTrue(audit.intact(), "the audit log hangs together");
    }

    private static int waiting(Person person) {
        return person.call()
                .get("/v1/messages")
                .body()
                .jsonPath()
                .getList("items")
                .size();
    }

    private static void send(Person from, TestMailbox to) {
        from.send(new SendRequest(TestDevice.random(16), to.id(), to.sendSecret(), TestMailbox.blob(1, 2048)))
                .then()
                .statusCode(202);
    }
}
