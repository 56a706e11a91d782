package org.sotto.server.resource.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sotto.support.DefaultLimits;
import org.sotto.support.MovableClock;
import org.sotto.support.TestDevice;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// The bucket of `security.rate_limiting` on a running server, with its default of thirty a minute.
@QuarkusTest
@TestProfile(DefaultLimits.class)
class StrangerGateTest {
    private static final int MOST = 30;
    private static final byte[] NO_PROOF = "{}".getBytes(StandardCharsets.US_ASCII);

    private final TestServer server;
    private final MovableClock clock;

    StrangerGateTest(TestServer server, MovableClock clock) {
        this.server = server;
        this.clock = clock;
    }

    @BeforeEach
    void fill() {
        clock.advance(Duration.ofHours(1));
    }

    private void exhaust(TlsConnection stranger) throws IOException {
        for (int i = 0; i < MOST; i++) {
            assertEquals(400, stranger.post("/v1/auth/session", null, NO_PROOF).status(), "call " + i);
        }
    }

    @Test
    void failuresAboveTheLimitAreToldHowLongToWait() throws IOException {
        try (TlsConnection stranger = server.connect()) {
            exhaust(stranger);
            TlsConnection.Reply held = stranger.post("/v1/auth/session", null, NO_PROOF);
            assertEquals(429, held.status());
            assertEquals("rate-limited", held.code());
            assertEquals("2", held.headers().get("retry-after"), "one comes back each two seconds");
            clock.advance(Duration.ofHours(1));
            assertEquals(400, stranger.post("/v1/auth/session", null, NO_PROOF).status());
        }
    }

    /// Somebody else behind the same address, who only wants to log in.
    @Test
    void aCallThatSucceedsIsNotHeldUpByOthersFailures() throws IOException {
        TestDevice device = server.registered();
        clock.advance(Duration.ofHours(1));
        try (TlsConnection stranger = server.connect()) {
            exhaust(stranger);
            assertEquals(429, stranger.post("/v1/auth/session", null, NO_PROOF).status());
            assertEquals(200, stranger.request("GET", "/v1/server", null, null).status());
            assertEquals(200, device.prove(stranger).status());
        }
    }

    @Test
    void aClockThatIsSetBackHoldsNobodyUp() throws IOException {
        try (TlsConnection stranger = server.connect()) {
            exhaust(stranger);
            // a call is counted when it is over, and before the next one of its connection begins
            assertEquals(200, stranger.request("GET", "/v1/server", null, null).status());
            clock.advance(Duration.ofDays(-1));
            exhaust(stranger);
            assertEquals(429, stranger.post("/v1/auth/session", null, NO_PROOF).status(), "and is a limit still");
        } finally {
            clock.advance(Duration.ofDays(1));
        }
    }

    @Test
    void callsThatSucceedAreNotCounted() throws IOException {
        try (TlsConnection stranger = server.connect()) {
            for (int i = 0; i < 2 * MOST; i++) {
                assertEquals(
                        200, stranger.request("GET", "/v1/server", null, null).status());
            }
            assertEquals(400, stranger.post("/v1/auth/session", null, NO_PROOF).status());
        }
    }

    @Test
    void registrationsAreCountedThoughTheySucceed() throws IOException {
        int made = 0;
        try (TlsConnection stranger = server.connect()) {
            while (new TestDevice(server.serverId())
                            .register(stranger, server.invitationCode())
                            .status()
                    == 201) {
                assertTrue(++made < 2 * MOST, "registrations are never held up");
            }
            assertTrue(made >= MOST, made + " registrations");
            assertEquals(
                    "rate-limited", stranger.post("/v1/devices", null, NO_PROOF).code());
        }
    }

    @Test
    void tokensThatDoNotStandAreCountedAndADeviceIsNeverHeldUp() throws IOException {
        TestDevice device = server.registered();
        String token = server.token(device);
        try (TlsConnection connection = server.connect()) {
            int calls = 0;
            while (connection.request("GET", "/v1/mailboxes", "no.token", null).status() == 401) {
                assertTrue(++calls < 2 * MOST, "bad tokens are never held up");
            }
            assertTrue(calls >= MOST - 1, calls + " calls");
            assertEquals(
                    429, connection.request("GET", "/v1/mailboxes", null, null).status());
            assertEquals(
                    200, connection.request("GET", "/v1/mailboxes", token, null).status());
        }
    }
}
