package org.sotto.server.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.sotto.api.SessionRequest;
import org.sotto.crypto.proof.ProofContext.Purpose;
import org.sotto.server.service.DeviceDirectory;
import org.sotto.server.service.DeviceSession;
import org.sotto.server.service.SessionIssuer;
import org.sotto.support.TestDevice;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;
import org.sotto.support.TlsConnection.Reply;

/// The term of a session.
@QuarkusTest
class SessionTest {
    private final TestServer server;
    private final SessionIssuer issuer;
    private final DeviceDirectory devices;

    SessionTest(TestServer server, SessionIssuer issuer, DeviceDirectory devices) {
        this.server = server;
        this.issuer = issuer;
        this.devices = devices;
    }

    private String tokenOfAge(TestDevice device, Duration age) {
        Instant issued = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(age);
        long row = devices.row(device.id()).orElseThrow();
        return issuer.issue(new DeviceSession(row, device.id(), issued, issued.plus(Duration.ofMinutes(15))));
    }

    private static Reply call(TlsConnection connection, String token) throws IOException {
        return connection.request("GET", "/v1/prekeys/count", token, null);
    }

    @Test
    void fromItsHalfLifeOnAnAnswerCarriesAFreshToken() throws IOException {
        String old = tokenOfAge(server.registered(), Duration.ofMinutes(8));
        try (TlsConnection connection = server.connect()) {
            Reply reply = call(connection, old);
            assertEquals(200, reply.status());
            String fresh = reply.headers().get("sotto-session");
            assertNotEquals(old, fresh);
            Reply next = call(connection, fresh);
            assertEquals(200, next.status());
            assertFalse(next.headers().containsKey("sotto-session"));
            assertEquals(200, call(connection, old).status(), "the old one stays good until its expiry");
        }
    }

    @Test
    void aYoungTokenIsNotRenewed() throws IOException {
        String token = tokenOfAge(server.registered(), Duration.ofMinutes(7));
        try (TlsConnection connection = server.connect()) {
            assertFalse(call(connection, token).headers().containsKey("sotto-session"));
        }
    }

    @Test
    void anExpiredTokenIsRefused() throws IOException {
        String token = tokenOfAge(server.registered(), Duration.ofMinutes(16));
        try (TlsConnection connection = server.connect()) {
            Reply reply = call(connection, token);
            assertEquals(401, reply.status());
            assertEquals("unauthenticated", reply.code());
        }
    }

    @Test
    void anExpiredTokenDoesNotHinderTheCallsThatNeedNone() throws IOException {
        TestDevice device = server.registered();
        String token = tokenOfAge(device, Duration.ofMinutes(16));
        try (TlsConnection connection = server.connect()) {
            assertEquals(
                    200, connection.request("GET", "/v1/server", token, null).status());
            TestDevice.Challenge challenge = device.challenge(connection);
            byte[] proof = device.proof(Purpose.AUTH, connection.exporter(), challenge);
            SessionRequest request = device.sessionRequest(challenge, proof);
            assertEquals(
                    200, connection.post("/v1/auth/session", token, request).status());
            assertEquals(400, connection.post("/v1/devices", token, Map.of()).status(), "the body, not the token");
        }
    }

    @Test
    void aTokenOfADeviceThatIsGoneIsRefusedThoughItWasNeverSeen() throws IOException {
        TestDevice device = server.registered();
        String unseen = tokenOfAge(device, Duration.ZERO);
        try (TlsConnection connection = server.connect()) {
            connection.request("DELETE", "/v1/devices/me", device.token(connection), null);
            assertEquals(401, call(connection, unseen).status());
        }
    }

    @Test
    void tenPeopleBehindOneAddressMeetNoLimit() throws Exception {
        List<Future<Integer>> people = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                TestDevice device = server.registered();
                people.add(threads.submit(() -> twoMinutesOfCommands(device)));
            }
            for (Future<Integer> person : people) {
                assertEquals(120, person.get());
            }
        }
    }

    /// A command a second for two minutes, without the pauses: a token now and then, a connection for every command.
    private int twoMinutesOfCommands(TestDevice device) throws IOException {
        int succeeded = 0;
        String token = "";
        for (int second = 0; second < 120; second++) {
            try (TlsConnection connection = server.connect()) {
                if (second % 30 == 0) {
                    token = device.token(connection);
                }
                succeeded += call(connection, token).status() == 200 ? 1 : 0;
            }
        }
        return succeeded;
    }
}
