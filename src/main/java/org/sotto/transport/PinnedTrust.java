package org.sotto.transport;

import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.security.KeyStore;
import java.security.Provider;
import java.util.function.Function;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.TrustManagerFactorySpi;
import org.jspecify.annotations.Nullable;

/// Hands a [PinnedTrustManager] to Vert.x. Vert.x's own wrapper would make slf4j a library of every client.
final class PinnedTrust implements TrustOptions {
    private final Endpoint endpoint;

    PinnedTrust(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public TrustOptions copy() {
        return new PinnedTrust(endpoint);
    }

    @Override
    public TrustManagerFactory getTrustManagerFactory(Vertx vertx) {
        return new Factory(managers());
    }

    @Override
    public @Nullable Function<String, TrustManager[]> trustManagerMapper(Vertx vertx) {
        return name -> managers();
    }

    private TrustManager[] managers() {
        return new TrustManager[] {new PinnedTrustManager(endpoint)};
    }

    private static final class Factory extends TrustManagerFactory {
        Factory(TrustManager[] managers) {
            super(new Spi(managers), new Pins(), "pins");
        }
    }

    private static final class Pins extends Provider {
        private static final long serialVersionUID = 1L;

        Pins() {
            super("Sotto", "1", "trust by pins");
        }
    }

    private static final class Spi extends TrustManagerFactorySpi {
        private final TrustManager[] managers;

        Spi(TrustManager[] managers) {
            this.managers = managers;
        }

        @Override
        protected void engineInit(@Nullable KeyStore keyStore) {}

        @Override
        protected void engineInit(ManagerFactoryParameters parameters) {}

        @Override
        protected TrustManager[] engineGetTrustManagers() {
            return managers.clone();
        }
    }
}
