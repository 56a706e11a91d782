package org.sotto.server.repository;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.File;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sotto.server.config.DataFolder;

/// How much is stored, looked up when the metrics are asked for.
@Singleton
final class StoreGauges {
    private static final String BYTES = "bytes";

    private final GroupCommit commits;
    private final File database;
    private final File log;

    StoreGauges(GroupCommit commits, DataFolder folder) {
        Path file = folder.database();
        this.commits = commits;
        this.database = file.toFile();
        this.log = file.resolveSibling(file.getFileName() + "-wal").toFile();
    }

    void register(@Observes StartupEvent event, MeterRegistry metrics) {
        PendingIndex index = commits.index();
        gauge(
                        "sotto.messages.waiting",
                        null,
                        "messages that nobody has acknowledged",
                        () -> index.total().messages())
                .register(metrics);
        gauge(
                        "sotto.messages.waiting.bytes",
                        BYTES,
                        "size of the blobs among them",
                        () -> index.total().bytes())
                .register(metrics);
        gauge("sotto.write.queue", BYTES, "changes that wait to be written", commits::waiting)
                .register(metrics);
        gauge("sotto.database", BYTES, "the database with its write-ahead log", () -> database.length() + log.length())
                .register(metrics);
        gauge("sotto.disk.free", BYTES, "room on the file system of the database", database::getUsableSpace)
                .register(metrics);
    }

    private static Gauge.Builder<Supplier<Number>> gauge(
            String name, @Nullable String unit, String about, Supplier<Number> value) {
        return Gauge.builder(name, value).baseUnit(unit).description(about);
    }
}
