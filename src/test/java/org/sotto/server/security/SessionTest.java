package org.sotto.server.security;

import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
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
import org.sotto.support.Rest;
import org.sotto.support.TestDevice;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;
import org.sotto.support.TlsConnection.Reply;

/// The term of a session.
@QuarkusTest
class SessionTest {
    private final TestServer server;
    private final Rest rest;
    private final SessionIssuer issuer;
    private final DeviceDirectory devices;

    SessionTest(TestServer server, Rest rest, SessionIssuer issuer, DeviceDirectory devices) {
        this.server = server;
        this.rest = rest;
        this.issuer = issuer;
        this.devices = devices;
    }

    private String tokenOfAge(TestDevice device, Duration age) {
        Instant issued = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(age);
        long row = devices.row(device.id()).orElseThrow();
        return issuer.issue(new DeviceSession(row, device.id(), issued, issued.plus(Duration.ofMinutes(15))));
    }

    private Response call(String token) {
        return rest.bearer(token).get("/v1/prekeys/count");
    }

    @Test
    void fromItsHalfLifeOnAnAnswerCarriesAFreshToken() throws IOException {
        String old = tokenOfAge(server.registered(), Duration.ofMinutes(8));
        String fresh = call(old).then().statusCode(200).extract().header("Sotto-Session");
        assertNotEquals(old, fresh);
        assertNull(call(fresh).then().statusCode(200).extract().header("Sotto-Session"));
        call(old).then().statusCode(200); // it stays good until its expiry
    }

    @Test
    void aYoungTokenIsNotRenewed() throws IOException {
        String token = tokenOfAge(server.registered(), Duration.ofMinutes(7));
        assertNull(call(token).then().statusCode(200).extract().header("Sotto-Session"));
    }

    @Test
    void anExpiredTokenIsRefused() throws IOException {
        String token = tokenOfAge(server.registered(), Duration.ofMinutes(16));
        call(token).then().statusCode(401).body("code", is("unauthenticated"));
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
        rest.bearer(server.token(device)).delete("/v1/devices/me").then().statusCode(204);
        call(unseen).then().statusCode(401);
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
                Reply reply = connection.request("GET", "/v1/prekeys/count", token, null);
                succeeded += reply.status() == 200 ? 1 : 0;
            }
        }
        return succeeded;
    }
}
