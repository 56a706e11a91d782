package org.sotto.transport;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Turns a host name into an address by the JVM's resolver, off the event loop and within a time.
final class Resolver {
    SocketAddress resolve(Endpoint endpoint, Duration timeout) {
        CompletableFuture<InetAddress> address = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> address.completeAsync(() -> look(endpoint.host()), Runnable::run));
        InetAddress found = Waiting.await(
                address,
                timeout,
                e -> new TransportException.Unreachable("the name " + endpoint.host() + " is unknown"));
        return SocketAddress.inetSocketAddress(new java.net.InetSocketAddress(found, endpoint.port()));
    }

    private static InetAddress look(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }
}
