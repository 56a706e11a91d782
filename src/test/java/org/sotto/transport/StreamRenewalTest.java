package org.sotto.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sotto.crypto.Label;
import org.sotto.crypto.key.IdentityKeyPair;
import org.sotto.crypto.primitive.Hash;
import org.sotto.crypto.proof.DeviceKeyPair;
import org.sotto.protocol.Invitation;
import org.sotto.server.service.DeviceService;
import org.sotto.support.MovableClock;
import org.sotto.support.OnMovableClock;
import org.sotto.support.TestDevice;
import org.sotto.support.TestMailbox;
import org.sotto.support.TestServer;

/// A stream that lives longer than a session, at the real server (section 8 of docs/protocol.md).
@QuarkusTest
@TestProfile(OnMovableClock.class)
class StreamRenewalTest {
    private static final Duration SESSION = Duration.ofMinutes(15);
    private static final Duration WAIT = Duration.ofSeconds(20);

    private final TestServer server;
    private final MovableClock clock;
    private final SecureRandom random = new SecureRandom();
    private final DeviceService devices;
    private final byte[] deviceId = TestDevice.random(32);
    private final byte[] mailbox = TestDevice.random(32);
    private final byte[] secret = TestDevice.random(32);
    private RemoteServer remote;

    StreamRenewalTest(TestServer server, MovableClock clock, DeviceService devices) {
        this.server = server;
        this.devices = devices;
        this.clock = clock;
    }

    @BeforeEach
    void register() {
        Invitation invitation = server.invitation();
        Endpoint endpoint = new Endpoint(
                "localhost", server.httpsPort(), List.of(invitation.server().pin()));
        DeviceCredentials device = new DeviceCredentials(server.serverId(), deviceId, DeviceKeyPair.generate(random));
        remote = new RemoteServer(
                new ServerConnection(endpoint, new Timeouts(WAIT, WAIT)), device, new Kept(), clock, random);
        remote.register(
                invitation.code(), IdentityKeyPair.generate(random).record().encode());
        remote.createMailbox(mailbox, Hash.sha512(Label.SEND.bytes(), secret), false);
    }

    @AfterEach
    void disconnect() {
        remote.close();
    }

    private static final class Kept implements TokenStore {
        private final AtomicReference<@Nullable SessionToken> token = new AtomicReference<>();

        @Override
        public @Nullable SessionToken load() {
            return token.get();
        }

        @Override
        public void save(@Nullable SessionToken value) {
            token.set(value);
        }
    }

    private StreamConnection drained() {
        StreamConnection stream = assertInstanceOf(StreamConnection.class, remote.openStream());
        assertInstanceOf(StreamEvent.Drained.class, stream.next(WAIT));
        return stream;
    }

    private void receiveOne(StreamConnection stream) {
        byte[] id = TestDevice.random(16);
        remote.send(id, mailbox, secret, TestMailbox.blob(1, 2_048));
        var delivery = assertInstanceOf(StreamEvent.Delivery.class, stream.next(WAIT));
        assertArrayEquals(id, delivery.id());
        stream.acknowledge(List.of(id));
        assertInstanceOf(StreamEvent.Drained.class, stream.next(WAIT));
    }

    /// Reads until the stream has proved its device again.
    private static void renew(StreamConnection stream) {
        long before = stream.expiryMs();
        while (stream.expiryMs() == before) {
            assertNull(stream.next(Duration.ofMillis(50)));
        }
    }

    @Test
    @Timeout(60)
    void aStreamThatIsReadOutlivesItsSessions() {
        try (StreamConnection stream = drained()) {
            clock.advance(SESSION.minusMinutes(1));
            for (int session = 0; session < 3; session++) {
                renew(stream);
                clock.advance(Duration.ofMinutes(2));
                receiveOne(stream);
                clock.advance(SESSION.minusMinutes(3));
            }
        }
    }

    @Test
    @Timeout(60)
    void theDeviceLooksAfterItselfBeforeEachRenewal() {
        AtomicInteger checks = new AtomicInteger();
        remote.beforeRenewal(checks::incrementAndGet);
        String first = remote.sessionToken(); // the one that register's mailbox was made with
        assertEquals(0, checks.get());
        clock.advance(Duration.ofMinutes(8));
        assertEquals(0, remote.preKeyCount().oneTimeCount());
        String second = remote.sessionToken();
        assertNotEquals(first, second, "an answer has brought a fresh token");
        assertEquals(1, checks.get());
        try (StreamConnection stream = drained()) {
            clock.advance(SESSION.minusMinutes(1));
            renew(stream);
            assertEquals(2, checks.get());
            remote.beforeRenewal(() -> {
                throw new IllegalStateException("not in order");
            });
            clock.advance(SESSION.minusMinutes(1));
            assertThrows(IllegalStateException.class, () -> stream.next(WAIT));
        }
        clock.advance(SESSION);
        assertThrows(IllegalStateException.class, remote::sessionToken);
    }

    @Test
    @Timeout(60)
    void aRevokedDevicesStreamEndsAndItsNextProofIsRefused() {
        try (StreamConnection stream = drained()) {
            devices.revoke(deviceId);
            assertThrows(TransportException.Unreachable.class, () -> stream.next(WAIT));
            var refused = assertThrows(TransportException.Refused.class, remote::openStream);
            assertEquals("invalid-proof", refused.code());
        }
    }

    @Test
    @Timeout(60)
    void aStreamThatIsNotRenewedEndsWithItsSession() {
        try (StreamConnection stream = drained()) {
            clock.advance(SESSION.plusMinutes(1));
            assertThrows(TransportException.Unreachable.class, () -> stream.next(WAIT));
        }
        try (StreamConnection stream = drained()) {
            receiveOne(stream);
        }
    }
}
