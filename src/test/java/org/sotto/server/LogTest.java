package org.sotto.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.sotto.api.BundleRequest;
import org.sotto.support.TestDevice;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// Logs carry nothing of users: no id, no token, no key, no address.
@QuarkusTest
class LogTest {
    private final TestServer server;

    LogTest(TestServer server) {
        this.server = server;
    }

    private static final class Recorder extends Handler {
        private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void publish(LogRecord record) {
            lines.add(ExtLogRecord.wrap(record).getFormattedMessage() + " " + record.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void successesAndRefusalsLeaveNothingOfTheirDeviceBehind() throws IOException {
        Recorder recorder = new Recorder();
        Logger root = Logger.getLogger("");
        root.addHandler(recorder);
        try {
            Logger.getLogger("org.sotto.test").info("the recorder hears");
            TestDevice device = server.registered();
            BundleRequest mailbox = server.publicMailbox(device);
            String token;
            try (TlsConnection connection = server.connect()) {
                token = device.token(connection);
                assertEquals(
                        404,
                        connection.post("/v1/prekeys/fetch", token, mailbox).status());
                assertEquals(
                        400,
                        connection.post("/v1/prekeys/fetch", token, device.id()).status());
                assertEquals(
                        401, new TestDevice(server.serverId()).prove(connection).status());
                assertEquals(
                        204,
                        connection
                                .request("DELETE", "/v1/devices/me", token, null)
                                .status());
                assertEquals(
                        401,
                        connection
                                .request("DELETE", "/v1/devices/me", token, null)
                                .status());
            }
            String log = String.join("\n", recorder.lines);
            assertTrue(log.contains("the recorder hears"));
            assertFalse(log.contains(token));
            assertFalse(log.contains("127.0.0.1"), log);
            for (byte[] secret : List.of(
                    device.id(),
                    mailbox.mailbox(),
                    mailbox.sendSecret(),
                    device.key().publicKey())) {
                assertFalse(log.contains(HexFormat.of().formatHex(secret)));
                assertFalse(log.contains(Base64.getUrlEncoder().withoutPadding().encodeToString(secret)));
            }
        } finally {
            root.removeHandler(recorder);
        }
    }

    @Test
    void aStrangersOversizedBodyIsNoLine() throws IOException {
        Recorder recorder = new Recorder();
        Logger root = Logger.getLogger("");
        root.addHandler(recorder);
        try (TlsConnection connection = server.connect()) {
            Logger.getLogger("org.sotto.test").info("the recorder hears");
            assertEquals(
                    "too-large",
                    connection.chunked("/v1/auth/challenge", 20_000).code());
            assertEquals("the recorder hears null", String.join("\n", recorder.lines));
        } finally {
            root.removeHandler(recorder);
        }
    }
}
