package org.sotto.server.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.api.ApiLimits;
import org.sotto.api.AuditEntry;
import org.sotto.api.MailboxKind;
import org.sotto.support.MovableClock;
import org.sotto.support.OnMovableClock;
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.Rest;
import org.sotto.support.TestDevice;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestServer;

/// What goes for its age, and what a clock that leaps does not take away.
@QuarkusTest
@TestProfile(OnMovableClock.class)
class HousekeepingTest {
    private static final Duration YEAR = Duration.ofDays(366);

    private final TestServer server;
    private final People people;
    private final Rest rest;
    private final MovableClock clock;
    private final Housekeeping housekeeping;
    private final ClockGuard guard;
    private final DeviceDirectory devices;
    private final AuditReader audit;
    private final MailboxService mailboxes;

    HousekeepingTest(
            TestServer server,
            People people,
            Rest rest,
            MovableClock clock,
            Housekeeping housekeeping,
            ClockGuard guard,
            DeviceDirectory devices,
            AuditReader audit,
            MailboxService mailboxes) {
        this.server = server;
        this.people = people;
        this.rest = rest;
        this.clock = clock;
        this.housekeeping = housekeeping;
        this.guard = guard;
        this.devices = devices;
        this.audit = audit;
        this.mailboxes = mailboxes;
    }

    private boolean isThere(TestDevice device) {
        return devices.row(device.id()).isPresent();
    }

    /// Time goes by while the server runs.
    private void live(Duration time) {
        clock.advance(time);
        housekeeping.run(guard.believesAfter(time));
    }

    private Person again(Person person) throws IOException {
        return new Person(rest, person.device(), server.token(person.device()));
    }

    private static int waiting(Person person) {
        return person.call()
                .get("/v1/messages")
                .then()
                .statusCode(200)
                .extract()
                .path("items.size()");
    }

    @Test
    void aDeviceThatStaysAwayForAYearGoesAndOneThatComesStays() throws Exception {
        Person here = people.another();
        TestDevice away = people.another().device();
        live(Duration.ofHours(1));
        live(Duration.ofDays(200));
        again(here);
        assertTrue(isThere(away));
        live(Duration.ofDays(167));
        assertFalse(isThere(away), "nothing of it for 367 days");
        assertTrue(isThere(here.device()), "it was there 167 days ago");
        List<AuditEntry> rows = audit.page(null, null).items();
        assertTrue(rows.stream().anyMatch(row -> row.event().equals("device-expired") && row.device() != null));
    }

    @Test
    void aSessionThatGoesOnIsASignOfLife() throws Exception {
        Instant midnight = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        live(Duration.between(clock.instant(), midnight.minus(Duration.ofMinutes(5))));
        Person renewing = people.another();
        TestDevice quiet = people.another().device();
        live(Duration.ZERO);
        live(Duration.ofMinutes(10));
        renewing.call().get("/v1/prekeys/count").then().statusCode(200); // past half of its life
        housekeeping.stop(new ShutdownEvent()); // which remembers it
        live(Duration.ofDays(365));
        assertTrue(isThere(renewing.device()), "it was there on the day after");
        assertFalse(isThere(quiet), "the control");
        live(Duration.ofDays(1));
        assertFalse(isThere(renewing.device()));
    }

    @Test
    void aClockThatLeapsAndComesBackTakesNothingAwayAndKeepsNobodyForGood() throws Exception {
        Person bob = people.another();
        TestMailbox mailbox = bob.mailbox(MailboxKind.CONTACT);
        people.alice().send(mailbox.send(TestMailbox.blob(1, 2048))).then().statusCode(202);
        live(Duration.ofHours(1));
        clock.advance(YEAR.multipliedBy(10));
        housekeeping.run(guard.believesAfter(Duration.ofHours(1)));
        assertEquals(1, waiting(again(bob)));
        clock.advance(YEAR.multipliedBy(-10));
        live(Duration.ofDays(1));
        assertEquals(1, waiting(again(bob)));
        live(Duration.ofDays(3));
        assertTrue(isThere(bob.device()));
        live(YEAR);
        assertFalse(isThere(bob.device()), "the control");
    }

    @Test
    void aDeviceMakesNoMailboxesWithoutEnd() throws Exception {
        Person alice = people.another();
        long row = devices.row(alice.device().id()).orElseThrow();
        assertTrue(mailboxes.takeNew(row, ApiLimits.MAILBOXES - 1).isZero());
        alice.mailbox(MailboxKind.CONTACT);
        alice.create(TestMailbox.random(), MailboxKind.CONTACT).then().statusCode(429);
        clock.advance(Duration.ofMinutes(15));
        again(alice).mailbox(MailboxKind.CONTACT);
    }
}
