package org.sotto.server.security;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.spi.tls.DefaultSslContextFactory;
import io.vertx.core.spi.tls.SslContextFactory;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.sotto.server.settings.SettingKey;
import org.sotto.server.settings.Settings;

/// The TLS engine of the API's port. Its connections are held to their limits from the first byte on
/// ([GuardedHandler]),
/// and the order of `server.tls.cipher_suites` is kept, which Vert.x puts into a set on its way to the JDK. The JDK's
/// server then prefers its own order to the client's.
@Singleton
final class GuardedTls implements HttpServerOptionsCustomizer {
    private final List<String> order;
    private final Connections connections;

    GuardedTls(Settings settings, Connections connections) {
        this.order = settings.names(SettingKey.CIPHER_SUITES);
        this.connections = connections;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setSslEngineOptions(new GuardedEngine(order, connections));
        options.setSslHandshakeTimeout(Connections.HANDSHAKE_SECONDS).setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
    }

    private static final class GuardedEngine extends JdkSSLEngineOptions {
        private final List<String> order;
        private final Connections connections;

        private GuardedEngine(List<String> order, Connections connections) {
            this.order = order;
            this.connections = connections;
        }

        @Override
        public JdkSSLEngineOptions copy() {
            return new GuardedEngine(order, connections);
        }

        @Override
        public SslContextFactory sslContextFactory() {
            return new GuardedFactory(order, connections);
        }
    }

    private static final class GuardedFactory extends DefaultSslContextFactory {
        private final List<String> order;
        private final Connections connections;

        private GuardedFactory(List<String> order, Connections connections) {
            super(SslProvider.JDK, false);
            this.order = order;
            this.connections = connections;
        }

        /// @param suites those of `order`, from the framework's settings
        @Override
        public SslContextFactory enabledCipherSuites(Set<String> suites) {
            Set<String> ordered = new LinkedHashSet<>(order);
            ordered.retainAll(suites);
            return super.enabledCipherSuites(ordered);
        }

        @Override
        public SslContext create() throws SSLException {
            return new GuardedContext(super.create(), connections);
        }
    }
}
