package org.sotto.server.security;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;

/// A TLS context whose connections are guarded: it is asked for a handler for each connection as soon as that is there.
final class GuardedContext extends SslContext {
    private final SslContext context;
    private final Connections connections;

    GuardedContext(SslContext context, Connections connections) {
        this.context = context;
        this.connections = connections;
    }

    @Override
    protected SslHandler newHandler(ByteBufAllocator buffers, boolean startTls) {
        return new GuardedHandler(newEngine(buffers), Runnable::run, connections);
    }

    @Override
    protected SslHandler newHandler(ByteBufAllocator buffers, boolean startTls, Executor executor) {
        return new GuardedHandler(newEngine(buffers), executor, connections);
    }

    @Override
    protected SslHandler newHandler(ByteBufAllocator buffers, String host, int port, boolean startTls) {
        return new GuardedHandler(newEngine(buffers, host, port), Runnable::run, connections);
    }

    @Override
    protected SslHandler newHandler(
            ByteBufAllocator buffers, String host, int port, boolean startTls, Executor executor) {
        return new GuardedHandler(newEngine(buffers, host, port), executor, connections);
    }

    @Override
    public boolean isClient() {
        return context.isClient();
    }

    @Override
    public List<String> cipherSuites() {
        return context.cipherSuites();
    }

    @Override
    public long sessionCacheSize() {
        return context.sessionCacheSize();
    }

    @Override
    public long sessionTimeout() {
        return context.sessionTimeout();
    }

    @Override
    public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
        return context.applicationProtocolNegotiator();
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator buffers) {
        return context.newEngine(buffers);
    }

    @Override
    public SSLEngine newEngine(ByteBufAllocator buffers, String host, int port) {
        return context.newEngine(buffers, host, port);
    }

    @Override
    public SSLSessionContext sessionContext() {
        return context.sessionContext();
    }
}
