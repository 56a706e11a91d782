package org.sotto.server.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.api.AuditEntry;
import org.sotto.api.Page;
import org.sotto.server.repository.AuditRepository;
import org.sotto.server.repository.AuditRow;
import org.sotto.support.TestDevice;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

@QuarkusTest
class AuditServiceTest {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final TestServer server;
    private final AuditRepository rows;
    private final AuditReader reader;
    private final AuditService audit;
    private final FetchLimits limits;
    private final Pseudonyms pseudonyms;

    AuditServiceTest(
            TestServer server,
            AuditRepository rows,
            AuditReader reader,
            AuditService audit,
            FetchLimits limits,
            Pseudonyms pseudonyms) {
        this.server = server;
        this.rows = rows;
        this.reader = reader;
        this.audit = audit;
        this.limits = limits;
        this.pseudonyms = pseudonyms;
    }

    private List<AuditEntry> all() {
        List<AuditEntry> all = new ArrayList<>();
        Page<AuditEntry> page = reader.page(null, null);
        all.addAll(page.items());
        while (page.next() != null) {
            page = reader.page(null, page.next());
            all.addAll(page.items());
        }
        return all;
    }

    private long count(AuditEvent event) {
        return all().stream()
                .filter(row -> row.event().equals(event.text()))
                .mapToLong(AuditEntry::count)
                .sum();
    }

    private long rows(AuditEvent event) {
        return all().stream().filter(row -> row.event().equals(event.text())).count();
    }

    @Test
    void whatHappensIsWrittenDownUnderTheDevicesTag() throws IOException {
        TestDevice device = server.registered();
        try (TlsConnection connection = server.connect()) {
            device.token(connection);
            String token = device.token(connection);
            connection.request("DELETE", "/v1/devices/me", token, null);
        }
        String tag = BASE64.encodeToString(pseudonyms.tag(Table.REGISTERED_DEVICES, device.id()));
        List<String> own = all().stream()
                .filter(row -> tag.equals(row.device()))
                .map(AuditEntry::event)
                .toList();
        assertEquals(
                List.of("device-registered", "session-made", "device-removed"),
                own,
                "two sessions of one hour are one row");
        assertFalse(all().toString().contains(BASE64.encodeToString(device.id())));
    }

    @Test
    void noRowTellsByItsTimeOrSizeWhatItIs() throws IOException {
        server.registered();
        audit.certificateRenewed();
        List<AuditRow> sealed = rows.after(0, 0, 1_000);
        assertTrue(sealed.size() >= 3);
        for (AuditRow row : sealed) {
            assertEquals(0, row.timestamp() % 3_600_000, "rounded to the hour");
            assertEquals(sealed.getFirst().sealed().length, row.sealed().length);
        }
    }

    @Test
    void theServersStartIsWrittenDown() {
        assertEquals("server-started", all().getFirst().event());
    }

    @Test
    void strangersCannotFillTheLog() throws IOException {
        long before = rows(AuditEvent.PROOF_REFUSED);
        long counted = count(AuditEvent.PROOF_REFUSED);
        TestDevice stranger = new TestDevice(server.serverId());
        try (TlsConnection connection = server.connect()) {
            for (int i = 0; i < 20; i++) {
                assertEquals(401, stranger.prove(connection).status());
            }
        }
        assertTrue(rows(AuditEvent.PROOF_REFUSED) - before <= 3, "one row a minute, and one for whoever looks");
        assertEquals(counted + 20, count(AuditEvent.PROOF_REFUSED));
    }

    @Test
    void refusedInvitationsAreCounted() throws IOException {
        long before = count(AuditEvent.INVITATION_REFUSED);
        try (TlsConnection connection = server.connect()) {
            for (int i = 0; i < 3; i++) {
                TestDevice stranger = new TestDevice(server.serverId());
                assertEquals(
                        403,
                        stranger.register(connection, TestDevice.random(16)).status());
            }
        }
        assertEquals(before + 3, count(AuditEvent.INVITATION_REFUSED));
    }

    @Test
    void limitsThatWereHitAreCountedWithoutANameBesideThem() {
        long before = count(AuditEvent.RATE_LIMITED);
        byte[] mailbox = TestDevice.random(32);
        int refused = 0;
        for (int i = 0; i < 10; i++) {
            try {
                limits.countMailbox(mailbox);
            } catch (RefusedRequest e) {
                refused++;
            }
        }
        assertTrue(refused > 0);
        assertEquals(before + refused, count(AuditEvent.RATE_LIMITED));
        assertTrue(
                all().stream().filter(row -> row.event().equals("rate-limited")).allMatch(row -> row.device() == null));
    }
}
