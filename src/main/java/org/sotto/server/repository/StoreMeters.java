package org.sotto.server.repository;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sotto.server.config.PlainRegistry;

/// How long a change takes to the disk, and how many share a commit. They are made once, and counting in them allocates
/// nothing.
@Singleton
final class StoreMeters {
    private static final Duration[] TIMES = Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);
    /// Up to [GroupCommit#MAX_BATCH].
    private static final double[] BATCHES = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private final Timer wait;
    private final DistributionSummary batch;
    private final Counter failures;

    StoreMeters(MeterRegistry framework) {
        MeterRegistry metrics = PlainRegistry.of(framework);
        this.wait = Timer.builder("sotto.write")
                .description("from handing a change in to its commit on disk")
                .serviceLevelObjectives(TIMES)
                .register(metrics);
        this.batch = DistributionSummary.builder("sotto.commit.changes")
                .description("changes that share one commit, and so one flush to the disk")
                .serviceLevelObjectives(BATCHES)
                .register(metrics);
        this.failures = Counter.builder("sotto.commit.failures")
                .description("commits that failed")
                .register(metrics);
    }

    /// @param nanos that the change waited, its own commit included
    void written(long nanos) {
        wait.record(nanos, TimeUnit.NANOSECONDS);
    }

    void committed(int changes) {
        batch.record(changes);
    }

    void failed() {
        failures.increment();
    }
}
