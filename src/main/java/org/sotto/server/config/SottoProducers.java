package org.sotto.server.config;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The outside world as injectable objects: time, chance and the data folder.
final class SottoProducers {
    private static final String STANDALONE = "standalone";

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    DataFolder dataFolder(
            SottoConfig config,
            @ConfigProperty(name = "sotto.storage.database_path", defaultValue = DataFolder.DATABASE) String database) {
        if (!config.mode().equals(STANDALONE)) {
            throw new StartRefusedException("this version runs on one machine only, and SERVER_MODE is " + config.mode()
                    + " (hint: set it to " + STANDALONE + ")");
        }
        return DataFolder.open(config.data(), database);
    }

    void close(@Disposes DataFolder folder) {
        folder.close();
    }
}
