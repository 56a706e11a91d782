package org.sotto.server.backup;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.sotto.server.config.DataFolder;
import org.sotto.server.config.PrivateFiles;

/// When the last backup went out whole: kept in a file beside the database, so that a restart does not forget it. A
/// backup does not hold the file, for a restored server has not been backed up yet.
@Singleton
final class BackupTime {
    static final String FILE = "backup.time";

    private final Path file;
    private final Clock clock;

    BackupTime(DataFolder folder, Clock clock) {
        this.file = folder.resolve(FILE);
        this.clock = clock;
    }

    void register(@Observes StartupEvent event, MeterRegistry metrics) {
        TimeGauge.builder("sotto.backup.timestamp", this::last, TimeUnit.SECONDS)
                .description("when the last backup went out whole, since 1970; 0 if none did")
                .register(metrics);
    }

    void made() throws IOException {
        PrivateFiles.write(file, (clock.instant() + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private long last() {
        try {
            return Files.exists(file)
                    ? Instant.parse(Files.readString(file).strip()).getEpochSecond()
                    : 0;
        } catch (IOException | DateTimeException e) {
            return 0;
        }
    }
}
