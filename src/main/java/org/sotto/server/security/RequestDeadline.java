package org.sotto.server.security;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ends connections whose requests come too slowly, however regularly a byte comes: the idle timeout sees those alone
/// that say nothing at all. A header has five seconds from its first byte on, and a body has to end within thirty or
/// bring 32 KiB in each thirty.
///
/// It stands between TLS and HTTP, where it sees bytes, and has an ear behind the HTTP decoder, where it
/// hears what they came to. When the decoder has gone, the connection is a stream, which has times of its
/// own.
final class RequestDeadline extends ChannelInboundHandlerAdapter {
    static final String NAME = "request-deadline";
    static final long HEADER_SECONDS = 5;
    static final long BODY_SECONDS = 30;
    static final long BODY_BYTES = 32 << 10;

    private static final String DECODER = "httpDecoder"; // what Vert.x calls it

    private final Connections connections;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean betweenRequests = true;
    private long received;

    RequestDeadline(Connections connections) {
        this.connections = connections;
    }

    /// Vert.x puts its HTTP handlers in place when it hears of the handshake's end, before any byte of a request.
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        context.fireUserEventTriggered(event);
        if (event instanceof SslHandshakeCompletionEvent handshake
                && handshake.isSuccess()
                && context.channel().isOpen()) {
            context.pipeline().addAfter(DECODER, NAME + "-ear", new Ear());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            received += bytes.readableBytes();
            if (betweenRequests && deadline == null && bytes.isReadable()) {
                deadline = context.executor()
                        .schedule(() -> end(context, ConnectionEnd.SLOW_HEADER), HEADER_SECONDS, TimeUnit.SECONDS);
            }
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }

    private void bodyBegins(ChannelHandlerContext context) {
        cancel();
        betweenRequests = false;
        long before = received;
        deadline = context.executor().schedule(() -> checkBody(context, before), BODY_SECONDS, TimeUnit.SECONDS);
    }

    private void checkBody(ChannelHandlerContext context, long before) {
        if (received - before < BODY_BYTES) {
            end(context, ConnectionEnd.SLOW_BODY);
        } else {
            bodyBegins(context);
        }
    }

    private void requestEnds() {
        cancel();
        betweenRequests = true;
    }

    private void end(ChannelHandlerContext context, ConnectionEnd reason) {
        deadline = null;
        if (context.pipeline().get(DECODER) == null) {
            context.pipeline().remove(this); // it is a stream by now
            return;
        }
        connections.failed(reason);
        context.close();
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private final class Ear extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                bodyBegins(context);
            }
            if (message instanceof HttpContent && message instanceof LastHttpContent) {
                requestEnds();
            }
            context.fireChannelRead(message);
        }
    }
}
