package org.sotto.server.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/// The settings of `sotto serve`, also given as SOTTO_DATA, SOTTO_PORT and so on.
@ConfigMapping(prefix = "sotto")
public interface SottoConfig {
    /// The data folder: keys, certificate and database. Made by the first start.
    @WithDefault("data")
    Path data();

    /// A file of at least 32 random bytes that the database's key is derived from, also given as
    /// DATABASE_ENCRYPTION_KEY_FILE; without one the key lies in the data folder.
    Optional<Path> databaseKeyFile();

    /// Also given as SERVER_MODE: `standalone` is the only one in this version.
    @WithDefault("standalone")
    String mode();

    /// The address that the server listens on.
    @WithDefault("127.0.0.1")
    String host();

    /// The TLS port; 0 takes a free one.
    @WithDefault("8443")
    int port();

    /// The management interface's port on loopback; 0 takes a free one.
    @WithDefault("0")
    int managementPort();

    /// What stands on cards and invitations, `host` or `host:port`; by default host and port above.
    Optional<String> publicAddress();

    /// What the server calls itself in `GET /v1/server`.
    @WithDefault("Sotto")
    String name();
}
