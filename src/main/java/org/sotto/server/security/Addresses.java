package org.sotto.server.security;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.Arrays;

/// What an address is counted under: the whole of an IPv4 one, and the network of an IPv6 one, for whoever
/// has one of these has them all.
public final class Addresses {
    private static final int IPV4 = 4;
    private static final int NETWORK = 8;

    private Addresses() {}

    public static byte[] of(RoutingContext context) {
        return of(context.request());
    }

    public static byte[] of(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        return remote == null ? new byte[0] : of(remote.hostAddress());
    }

    /// @param literal an address, never a name: nothing is looked up
    static byte[] of(String literal) {
        try {
            byte[] bytes = InetAddress.ofLiteral(literal).getAddress();
            return bytes.length == IPV4 ? bytes : Arrays.copyOf(bytes, NETWORK);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
