package org.sotto.server.security;

import io.vertx.core.http.HttpConnection;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLKeyException;
import javax.net.ssl.SSLSession;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.sotto.server.service.Channel;
import org.sotto.server.service.Refusal;
import org.sotto.server.service.RefusedRequest;

/// The TLS connections that proofs are bound to, each with its exporter (RFC 9266).
@Singleton
public final class Channels {
    private static final Logger LOG = Logger.getLogger(Channels.class);
    private static final String LABEL = "EXPORTER-Channel-Binding";

    private final Map<HttpConnection, Channel> channels = Collections.synchronizedMap(new WeakHashMap<>());

    /// Always the same channel for a connection; it is forgotten with it.
    ///
    /// @throws RefusedRequest Unavailable where TLS does not end here: authentication fails closed
    public Channel of(HttpConnection connection) {
        return channels.computeIfAbsent(connection, fresh -> new Channel(exporter(fresh.sslSession())));
    }

    /// A channel of its own for a stream, over whose connection no other proofs come any more.
    ///
    /// @throws RefusedRequest Unavailable where TLS does not end here
    public static Channel ofStream(@Nullable SSLSession session) {
        return new Channel(exporter(session));
    }

    /// @param session of the connection, or none without TLS
    static byte[] exporter(@Nullable SSLSession session) {
        if (!(session instanceof ExtendedSSLSession extended)) {
            throw unavailable("the connection is not TLS of this process");
        }
        try {
            byte[] exporter = extended.exportKeyingMaterialData(LABEL, new byte[0], Channel.EXPORTER);
            if (exporter == null) {
                throw unavailable("the TLS engine gives no exporter");
            }
            return exporter;
        } catch (SSLKeyException | UnsupportedOperationException | IllegalStateException e) {
            throw unavailable("the TLS engine gives no exporter");
        }
    }

    private static RefusedRequest unavailable(String why) {
        LOG.error("devices cannot prove themselves: " + why
                + " (hint: let clients reach this server without a proxy that ends TLS)");
        return new RefusedRequest(new Refusal.Unavailable("no TLS channel binding: TLS must end in the server itself"));
    }
}
