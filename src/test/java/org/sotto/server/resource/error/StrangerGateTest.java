package org.sotto.server.resource.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sotto.api.ApiLimits;
import org.sotto.support.MovableClock;
import org.sotto.support.TestDevice;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;

/// The bucket of `security.rate_limiting` on a running server, whose time does not pass by itself.
@QuarkusTest
@TestProfile(StrangerGateTest.Narrow.class)
class StrangerGateTest {
    private static final int MOST = 5;
    private static final byte[] NO_PROOF = "{}".getBytes(StandardCharsets.US_ASCII);

    private final TestServer server;
    private final MovableClock clock;

    StrangerGateTest(TestServer server, MovableClock clock) {
        this.server = server;
        this.clock = clock;
    }

    public static final class Narrow implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(MovableClock.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "sotto.security.rate_limiting.window_size_ms",
                    "3600000",
                    "sotto.security.rate_limiting.max_requests",
                    Integer.toString(MOST));
        }
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
            int seconds = Integer.parseInt(held.headers().getOrDefault("retry-after", ""));
            assertTrue(seconds > 600 && seconds <= 721, seconds + " s");
            clock.advance(Duration.ofSeconds(seconds));
            assertEquals(400, stranger.post("/v1/auth/session", null, NO_PROOF).status());
            assertEquals(429, stranger.post("/v1/auth/session", null, NO_PROOF).status());
        }
    }

    @Test
    void callsThatSucceedAreNotCounted() throws IOException {
        try (TlsConnection stranger = server.connect()) {
            for (int i = 0; i < 4 * MOST; i++) {
                assertEquals(
                        200, stranger.request("GET", "/v1/server", null, null).status());
            }
        }
    }

    @Test
    void registrationsAreCountedThoughTheySucceed() throws IOException {
        for (int i = 0; i < MOST; i++) {
            server.registered();
        }
        try (TlsConnection stranger = server.connect()) {
            assertEquals(429, stranger.post("/v1/devices", null, NO_PROOF).status());
        }
    }

    @Test
    void tokensThatDoNotStandAreCountedAndADeviceIsNeverHeldUp() throws IOException {
        TestDevice device = server.registered();
        String token = server.token(device);
        try (TlsConnection connection = server.connect()) {
            int calls = 0;
            while (connection.request("GET", "/v1/mailboxes", "no.token", null).status() == 401) {
                assertTrue(++calls < ApiLimits.NONCE, "bad tokens are never held up");
            }
            assertEquals(MOST - 1, calls);
            assertEquals(
                    429, connection.request("GET", "/v1/mailboxes", null, null).status());
            assertEquals(
                    200, connection.request("GET", "/v1/mailboxes", token, null).status());
        }
    }
}
