package org.sotto.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.protocol.Invitation;
import org.sotto.support.FakeTlsServer;
import org.sotto.support.TestCertificate;

/// A server that replaces its TLS key, once and again, each time announced.
class TlsKeyChangeTest {
    private static final byte[] CODE = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

    @TempDir
    Path folder;

    private final FakeTlsServer server = new FakeTlsServer();
    private final TestCertificate second = TestCertificate.fresh("second");
    private final TestCertificate third = TestCertificate.fresh("third");

    @BeforeEach
    void register() {
        Messenger.register(environment(), new Invitation(server.home(), CODE), "alice")
                .close();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ClientEnvironment environment() {
        return ClientEnvironment.builder(folder.resolve("alice"), SecretBytes.adopt("pass".getBytes(UTF_8)))
                .clock(Clock.systemUTC())
                .random(new SecureRandom())
                .cost(Person.CHEAP)
                .reserveRows(1)
                .build();
    }

    /// The pin on the card of somebody who came by.
    private byte[] comeBy() {
        try (Messenger alice = Messenger.open(environment())) {
            alice.receive(Duration.ZERO);
            return alice.card().server().pin();
        }
    }

    private void changeTo(TestCertificate certificate) {
        server.stop();
        server.restart(certificate);
    }

    @Test
    void oneChangeAfterTheOtherIsFollowed() {
        TestCertificate first = server.certificate();
        server.calls().setNextPin(second.pin());
        assertArrayEquals(first.pin(), comeBy());
        changeTo(second);
        server.calls().setNextPin(third.pin());
        assertArrayEquals(second.pin(), comeBy());
        changeTo(third);
        assertArrayEquals(third.pin(), comeBy());
    }

    @Test
    void theKeyBeforeIsGoodForNothingAnyMore() {
        TestCertificate first = server.certificate();
        server.calls().setNextPin(second.pin());
        comeBy();
        changeTo(second);
        comeBy();
        changeTo(first);
        assertThrows(ClientException.PinMismatch.class, this::comeBy);
    }

    @Test
    void aKeyThatNobodyAnnouncedIsRefused() {
        comeBy();
        changeTo(second);
        assertThrows(ClientException.PinMismatch.class, this::comeBy);
    }
}
