package org.sotto.server.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Requests that come slowly, on a channel whose time is moved.
class RequestDeadlineTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final EmbeddedChannel channel = channel(new Connections(1, metrics));

    private static EmbeddedChannel channel(Connections connections) {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        channel.pipeline().addLast(RequestDeadline.NAME, new RequestDeadline(connections));
        channel.pipeline().addLast("httpDecoder", new HttpRequestDecoder());
        channel.pipeline().fireUserEventTriggered(SslHandshakeCompletionEvent.SUCCESS);
        return channel;
    }

    private void comes(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private void passes(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private double ended(String reason) {
        return metrics.get("sotto.connections.refused")
                .tag("reason", reason)
                .counter()
                .count();
    }

    @Test
    void aHeaderThatDripsIsEndedFiveSecondsAfterItsFirstByte() {
        passes(20);
        for (int i = 0; i < 4; i++) {
            comes("G");
            passes(1);
        }
        assertTrue(channel.isOpen(), "four seconds are no reason");
        passes(1);
        assertFalse(channel.isOpen());
        assertEquals(1, ended("slow-header"));
    }

    @Test
    void eachRequestHasItsFiveSeconds() {
        for (int i = 0; i < 5; i++) {
            comes("GET / HTTP/1.1\r\n");
            passes(4);
            comes("Host: localhost\r\n\r\n");
            passes(20);
        }
        assertTrue(channel.isOpen());
        comes("G");
        passes(5);
        assertFalse(channel.isOpen(), "the last one");
    }

    @Test
    void aBodyThatDripsIsEndedAfterThirtySeconds() {
        comes("POST / HTTP/1.1\r\nContent-Length: 16000\r\n\r\n");
        for (int i = 0; i < 29; i++) {
            comes("x");
            passes(1);
        }
        assertTrue(channel.isOpen());
        passes(1);
        assertFalse(channel.isOpen());
        assertEquals(1, ended("slow-body"));
    }

    /// 1,100 bytes a second: slow, and for minutes.
    @Test
    void aLargeBodyMayTakeItsTimeWhileItComes() {
        comes("POST / HTTP/1.1\r\nContent-Length: 330000\r\n\r\n");
        for (int i = 0; i < 300; i++) {
            comes("x".repeat(1_100));
            passes(1);
        }
        assertTrue(channel.isOpen());
        passes(60);
        assertTrue(channel.isOpen(), "it has come to its end");
    }

    @Test
    void aStreamIsLeftAlone() {
        comes("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        channel.pipeline().remove("httpDecoder");
        comes("a frame");
        passes(100);
        comes("another");
        passes(100);
        assertTrue(channel.isOpen());
        assertEquals(0, ended("slow-header"));
    }
}
