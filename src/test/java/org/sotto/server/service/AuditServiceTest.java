package org.sotto.server.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.server.repository.AuditRepository;
import org.sotto.support.TestDevice;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;
import org.sotto.wire.ByteWriter;

@QuarkusTest
class AuditServiceTest {
    private final TestServer server;
    private final AuditRepository events;
    private final Sealer sealer;
    private final Pseudonyms pseudonyms;

    AuditServiceTest(TestServer server, AuditRepository events, Sealer sealer, Pseudonyms pseudonyms) {
        this.server = server;
        this.events = events;
        this.sealer = sealer;
        this.pseudonyms = pseudonyms;
    }

    private List<String> newest() {
        return events.newest(200).stream()
                .map(row -> {
                    assertEquals(0, row.timestamp() % 3_600_000, "rounded to the hour");
                    byte[] place = new ByteWriter(8).u64(row.timestamp()).toByteArray();
                    String text = new String(sealer.open(Table.AUDIT_LOG, place, row.sealed()), StandardCharsets.UTF_8);
                    String hour = Instant.ofEpochMilli(row.timestamp()).toString();
                    assertTrue(text.contains("\"time\":\"" + hour + "\""), "no time but the hour inside: " + text);
                    return text;
                })
                .toList();
    }

    @Test
    void whatHappensIsWrittenDownUnderTheDevicesTag() throws IOException {
        TestDevice device = server.registered();
        try (TlsConnection connection = server.connect()) {
            device.token(connection);
            String token = device.token(connection);
            connection.request("DELETE", "/v1/devices/me", token, null);
        }
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String tag = base64.encodeToString(pseudonyms.tag(Table.REGISTERED_DEVICES, device.id()));
        List<String> own =
                newest().stream().filter(event -> event.contains(tag)).toList();
        assertEquals(3, own.size(), "two sessions of one hour are one row");
        assertTrue(own.get(0).contains("device-removed"));
        assertTrue(own.get(1).contains("session-made"));
        assertTrue(own.get(2).contains("device-registered"));
        assertFalse(String.join("", newest()).contains(base64.encodeToString(device.id())));
    }

    @Test
    void strangersCannotFillTheLog() throws IOException {
        long before = refusals();
        TestDevice stranger = new TestDevice(server.serverId());
        try (TlsConnection connection = server.connect()) {
            for (int i = 0; i < 20; i++) {
                assertEquals(401, stranger.prove(connection).status());
            }
        }
        assertTrue(refusals() - before <= 2, "one row a minute");
    }

    private long refusals() {
        return newest().stream()
                .filter(event -> event.contains("proof-refused"))
                .count();
    }
}
