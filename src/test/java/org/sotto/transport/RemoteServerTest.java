package org.sotto.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.Label;
import org.sotto.crypto.primitive.Hash;
import org.sotto.crypto.proof.DeviceKeyPair;
import org.sotto.support.TestCertificate;

/// The pinned connection, the proof bound to it, the token and the stream, over real TLS on loopback.
class RemoteServerTest extends OverTls {
    @Test
    void anotherKeyIsNotTheServer() {
        byte[] pin = bytes(32);
        assertThrows(TransportException.WrongKey.class, () -> connect(pin).info());
        MailboxServer remote = connect(pin);
        assertThrows(TransportException.WrongKey.class, remote::info);
        assertThrows(TransportException.WrongKey.class, remote::preKeyCount);
    }

    @Test
    void aRenewedCertificateWithTheSameKeyGoesOnWorking() {
        MailboxServer remote = registered();
        remote.preKeyCount();
        TestCertificate renewed = server.certificate().renewed("renewed");
        server.stop();
        server.restart(renewed);
        assertEquals(0, remote.preKeyCount().oneTimeCount());
        connect(server.certificate().pin()).info();
    }

    @Test
    void theAnnouncedNextPinIsAccepted() {
        MailboxServer remote = registered();
        byte[] now = server.certificate().pin();
        TestCertificate next = TestCertificate.fresh("next");
        server.calls().setNextPin(next.pin());
        assertArrayEquals(next.pin(), remote.info().nextPin());
        server.stop();
        server.restart(next);
        assertThrows(TransportException.WrongKey.class, () -> connect(now).info());
        connect(now, next.pin()).info();
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() throws IOException {
        server.stop();
        assertThrows(
                TransportException.Unreachable.class, () -> connect(bytes(32)).info());
        try (ServerSocket silent = new ServerSocket(0)) {
            Endpoint endpoint = new Endpoint("127.0.0.1", silent.getLocalPort(), List.of(bytes(32)));
            Timeouts brief = new Timeouts(Duration.ofMillis(300), Duration.ofMillis(300));
            try (RemoteServer remote = new RemoteServer(
                    new ServerConnection(endpoint, brief), device, tokens, Clock.systemUTC(), random)) {
                assertThrows(TransportException.Unreachable.class, remote::info);
            }
        }
    }

    @Test
    void aRequestWithoutAnAnswerDoesNotKeepTheConnectionFromTheNext() {
        Endpoint endpoint = new Endpoint(
                server.home().host(),
                server.home().port(),
                List.of(server.certificate().pin()));
        Timeouts brief = new Timeouts(Duration.ofMillis(1500), Duration.ofMillis(200));
        try (RemoteServer remote =
                new RemoteServer(new ServerConnection(endpoint, brief), device, tokens, Clock.systemUTC(), random)) {
            remote.info();
            server.calls().leaveNextUnanswered();
            assertThrows(TransportException.Unreachable.class, remote::info);
            remote.info();
        }
    }

    @Test
    void selfDescriptionIsSignedByTheServerOfTheCard() {
        connect(server.certificate().pin()).info();
        server.calls().setSignsWrong(true);
        assertThrows(
                TransportException.BadAnswer.class,
                () -> connect(server.certificate().pin()).info());
        server.calls().setSignsWrong(false);
        DeviceCredentials elsewhere = new DeviceCredentials(bytes(32), device.deviceId(), device.key());
        assertThrows(
                TransportException.BadAnswer.class,
                () -> connect(elsewhere, server.certificate().pin()).info());
    }

    @Test
    void oneProofServesManyCalls() {
        MailboxServer remote = registered();
        for (int i = 0; i < 5; i++) {
            remote.preKeyCount();
        }
        assertEquals(1, server.sessions().proofs());
        connect(server.certificate().pin()).preKeyCount();
        assertEquals(1, server.sessions().proofs(), "the stored token is used again");
    }

    @Test
    void anotherKeyProvesNothing() {
        registered();
        DeviceCredentials thief =
                new DeviceCredentials(device.serverId(), device.deviceId(), DeviceKeyPair.generate(random));
        var refused = assertThrows(
                TransportException.Refused.class,
                () -> connect(thief, server.certificate().pin()).preKeyCount());
        assertEquals("invalid-proof", refused.code());
    }

    @Test
    void proofIsRepeatedWhenTheConnectionWasReplaced() {
        MailboxServer remote = registered();
        server.sessions().closeAfterNextChallenge();
        remote.preKeyCount();
        assertEquals(1, server.sessions().proofs());
    }

    @Test
    void aForgottenTokenIsReplaced() {
        MailboxServer remote = registered();
        remote.preKeyCount();
        server.sessions().forgetTokens();
        remote.preKeyCount();
        assertEquals(2, server.sessions().proofs());
    }

    @Test
    void anExpiredTokenIsReplacedBeforeItIsUsed() {
        MailboxServer remote = registered();
        server.sessions().setTokenLife(Duration.ofSeconds(10));
        remote.preKeyCount();
        remote.preKeyCount();
        assertEquals(2, server.sessions().proofs());
    }

    @Test
    void aRenewedTokenIsKept() {
        MailboxServer remote = registered();
        String first = remote.sessionToken();
        server.sessions().renewTokenTo("renewed-token");
        remote.preKeyCount();
        assertEquals("renewed-token", remote.sessionToken());
        assertNotEquals(first, remote.sessionToken());
        remote.preKeyCount();
        assertEquals(1, server.sessions().proofs());
    }

    @Test
    void clockSkewIsSeen() {
        server.sessions().setSkew(Duration.ofMinutes(-5));
        MailboxServer remote = connect(server.certificate().pin());
        remote.info();
        long skew = Duration.ofMillis(remote.clockSkewMs()).toSeconds();
        assertTrue(skew < -290 && skew > -310, "skew " + skew);
    }

    @Test
    void problemsAreTyped() {
        MailboxServer remote = registered();
        var refused = assertThrows(TransportException.Refused.class, () -> remote.fetchBundle(bytes(32), bytes(32)));
        assertEquals(404, refused.status());
        assertEquals("mailbox-refused", refused.code());
        assertEquals("said by the fake", refused.detail());
    }

    @Test
    void streamDeliversDrainsAndAcknowledges() {
        MailboxServer remote = registered();
        byte[] mailbox = bytes(32);
        byte[] secret = bytes(32);
        remote.createMailbox(mailbox, Hash.sha512(Label.SEND.bytes(), secret), false);
        byte[] blob = bytes(60_000);
        blob[0] = 1;
        byte[] id = bytes(16);
        remote.send(id, mailbox, secret, blob);
        try (MailboxStream stream = remote.openStream()) {
            var delivery = assertInstanceOf(StreamEvent.Delivery.class, stream.next(Duration.ofSeconds(10)));
            assertArrayEquals(blob, delivery.blob());
            assertArrayEquals(mailbox, delivery.mailbox());
            assertInstanceOf(StreamEvent.Drained.class, stream.next(Duration.ofSeconds(10)));
            stream.acknowledge(List.of(delivery.id()));
            assertNull(stream.next(Duration.ofMillis(100)));
        }
        assertEquals(0, server.behind().waiting());
        try (MailboxStream stream = remote.openStream()) {
            assertInstanceOf(StreamEvent.Drained.class, stream.next(Duration.ofSeconds(10)));
        }
    }

    @Test
    void streamEndsWithTheServer() {
        MailboxServer remote = registered();
        try (MailboxStream stream = remote.openStream()) {
            assertInstanceOf(StreamEvent.Drained.class, stream.next(Duration.ofSeconds(10)));
            server.stop();
            assertThrows(TransportException.Unreachable.class, () -> stream.next(Duration.ofSeconds(10)));
        }
    }

    @Test
    void aRefusedRenewalEndsTheStreamAndTheNextIsProvedAnew() {
        MailboxServer remote = registered();
        server.streams().setRenewing(false);
        server.sessions().setTokenLife(Duration.ofSeconds(60));
        try (MailboxStream stream = remote.openStream()) {
            assertThrows(TransportException.Unreachable.class, () -> endOf(stream));
        }
        server.sessions().forgetTokens();
        server.sessions().setTokenLife(Duration.ofMinutes(15));
        try (MailboxStream stream = remote.openStream()) {
            assertInstanceOf(StreamEvent.Drained.class, stream.next(Duration.ofSeconds(10)));
        }
        assertEquals(2, server.sessions().proofs());
    }

    private static void endOf(MailboxStream stream) {
        while (true) {
            if (stream.next(Duration.ofSeconds(10)) == null) {
                return;
            }
        }
    }
}
