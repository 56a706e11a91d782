package org.sotto.server.security;

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
import org.sotto.server.settings.SettingKey;
import org.sotto.server.settings.Settings;

/// Keeps the order of `server.tls.cipher_suites`, which Vert.x puts into a set on its way to the JDK. The JDK's server
/// then prefers its own order to the client's.
@Singleton
final class SuiteOrder implements HttpServerOptionsCustomizer {
    private final List<String> order;

    SuiteOrder(Settings settings) {
        this.order = settings.names(SettingKey.CIPHER_SUITES);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setSslEngineOptions(new OrderedEngine(order));
    }

    private static final class OrderedEngine extends JdkSSLEngineOptions {
        private final List<String> order;

        private OrderedEngine(List<String> order) {
            this.order = order;
        }

        @Override
        public JdkSSLEngineOptions copy() {
            return new OrderedEngine(order);
        }

        @Override
        public SslContextFactory sslContextFactory() {
            return new OrderedFactory(order);
        }
    }

    private static final class OrderedFactory extends DefaultSslContextFactory {
        private final List<String> order;

        private OrderedFactory(List<String> order) {
            super(SslProvider.JDK, false);
            this.order = order;
        }

        /// @param suites those of `order`, from the framework's settings
        @Override
        public SslContextFactory enabledCipherSuites(Set<String> suites) {
            Set<String> ordered = new LinkedHashSet<>(order);
            ordered.retainAll(suites);
            return super.enabledCipherSuites(ordered);
        }
    }
}
