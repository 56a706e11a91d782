package org.sotto.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sotto.api.frame.ServerFrame;

/// A stream whose server says nothing for longer than a client waits.
class SilentServerTest extends OverTls {
    /// Long enough for a machine that stands still for a second or two.
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final Timeouts BRIEF =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMillis(100), SILENCE);

    private final MailboxServer remote = registered(BRIEF);

    @Test
    void theStreamEnds() {
        try (MailboxStream stream = remote.openStream()) {
            assertInstanceOf(StreamEvent.Drained.class, stream.next(Duration.ofSeconds(10)));
            server.streams().freeze();
            assertThrows(TransportException.Unreachable.class, () -> stream.next(Duration.ofSeconds(10)));
        }
    }

    @Test
    void theStreamGoesOnWhileItAnswersPings() {
        try (MailboxStream stream = remote.openStream()) {
            assertInstanceOf(StreamEvent.Drained.class, stream.next(Duration.ofSeconds(10)));
            assertNull(stream.next(SILENCE.multipliedBy(2)));
        }
    }

    @Test
    void theStreamGoesOnWhileALargeBlobComesSlowly() {
        byte[] blob = bytes(1_000);
        try (MailboxStream stream = remote.openStream()) {
            assertInstanceOf(StreamEvent.Drained.class, stream.next(Duration.ofSeconds(10)));
            server.streams().freeze();
            server.streams()
                    .trickle(new ServerFrame.Deliver(1, bytes(16), bytes(32), 0, blob), 16, SILENCE.dividedBy(10));
            var delivery = assertInstanceOf(StreamEvent.Delivery.class, stream.next(Duration.ofSeconds(10)));
            assertArrayEquals(blob, delivery.blob());
        }
    }
}
