package org.sotto.server.config;

import io.quarkus.value.registry.ValueRegistry;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Singleton;

/// The address that the operator gave, or the one that the server listens on.
@Singleton
public final class ServerAddress {
    private final SottoConfig config;
    private final ValueRegistry ports;

    ServerAddress(SottoConfig config, ValueRegistry ports) {
        this.config = config;
        this.ports = ports;
    }

    /// Known once the ports are open.
    public PublicAddress get() {
        int port = ports.get(HttpServer.HTTPS_PORT);
        return config.publicAddress()
                .map(given -> PublicAddress.parse(given, port))
                .orElseGet(() -> new PublicAddress(config.host(), port));
    }
}
