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
import org.sotto.support.People;
import org.sotto.support.Person;
import org.sotto.support.TestDevice;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// Logs carry nothing of users: no id, no token, no key, no address.
@QuarkusTest
class LogTest {
    private final TestServer server;
    private final People people;

    LogTest(TestServer server, People people) {
        this.server = server;
        this.people = people;
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
            Person alice = people.alice();
            TestDevice device = alice.device();
            BundleRequest mailbox = server.publicMailbox(device);
            alice.call().body(mailbox).post("/v1/prekeys/fetch").then().statusCode(404);
            alice.call().body(device.id()).post("/v1/prekeys/fetch").then().statusCode(400);
            try (TlsConnection connection = server.connect()) {
                assertEquals(
                        401, new TestDevice(server.serverId()).prove(connection).status());
            }
            alice.leave().then().statusCode(204);
            alice.leave().then().statusCode(401);
            String log = String.join("\n", recorder.lines);
            assertTrue(log.contains("the recorder hears"));
            assertFalse(log.contains(alice.token()));
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
                    connection.chunked("/v1/auth/challenge", " ".repeat(20_000)).code());
            String log = String.join("\n", recorder.lines);
            assertTrue(log.contains("the recorder hears"));
            assertFalse(log.contains("fault") || log.contains("Exception"), log);
        } finally {
            root.removeHandler(recorder);
        }
    }
}
