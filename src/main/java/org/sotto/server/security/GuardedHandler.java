package org.sotto.server.security;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;

/// TLS of one connection, which counts from the moment it is accepted, and whose requests have a deadline.
final class GuardedHandler extends SslHandler {
    private final Connections connections;

    GuardedHandler(SSLEngine engine, Executor executor, Connections connections) {
        super(engine, executor);
        this.connections = connections;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Exception {
        super.handlerAdded(context);
        boolean admitted = connections.admit();
        context.channel().closeFuture().addListener(closed -> connections.gone());
        if (!admitted) {
            context.channel().close();
            return;
        }
        handshakeFuture().addListener(handshake -> {
            if (!handshake.isSuccess()) {
                connections.failed(reason(handshake.cause()));
            }
        });
        context.pipeline().addAfter(context.name(), RequestDeadline.NAME, new RequestDeadline(connections));
    }

    private static ConnectionEnd reason(Throwable cause) {
        return switch (cause) {
            case SslHandshakeTimeoutException e -> ConnectionEnd.HANDSHAKE_TIMEOUT;
            case ClosedChannelException e -> ConnectionEnd.HANDSHAKE_GIVEN_UP;
            default -> ConnectionEnd.HANDSHAKE_FAILED;
        };
    }
}
