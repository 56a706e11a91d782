package org.sotto.server.repository;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// What one message costs the repository, when little waits and few are there, and when there is much: stored, and
/// stored and acknowledged, a hundred at a time, in CPU time of this process. No network, no keys.
final class GrowthBench {
    private static final int BATCH = 100;
    private static final int WARM_UP = 30_000;
    private static final int MEASURED = 40_000;

    private final MessageRepository messages;
    private final Random random = new Random(1);
    private int next;

    private GrowthBench(PlainDatabase database, GroupCommit commits) {
        this.messages = new MessageRepository(commits, database.source(), new Quota(Integer.MAX_VALUE, Long.MAX_VALUE));
    }

    public static void main(String[] args) throws Exception {
        System.out.printf(
                Locale.ROOT, "%10s %10s %14s %28s%n", "devices", "waiting", "stored, us", "stored and deleted, us");
        run(100, 100);
        run(100, 100_000);
        run(100_000, 100);
        run(100_000, 100_000);
    }

    private static void run(int devices, int waiting) throws Exception {
        Path folder = Files.createTempDirectory(Path.of("target"), "bench-growth");
        PlainDatabase database = PlainDatabase.open(folder.resolve("growth.db"));
        database.addDevices(devices);
        try (GroupCommit commits = new GroupCommit(database.source(), database.turn, PlainDatabase.meters())) {
            GrowthBench bench = new GrowthBench(database, commits);
            bench.store(waiting, 1, false); // all in one mailbox
            bench.store(WARM_UP, devices, true);
            double both = bench.perMessage(devices, true);
            double stored = bench.perMessage(devices, false);
            System.out.printf(Locale.ROOT, "%10d %10d %14.1f %28.1f%n", devices, waiting, stored, both);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private double perMessage(int devices, boolean acknowledged) {
        long before = cpuNanos();
        store(MEASURED, devices, acknowledged);
        return (cpuNanos() - before) / 1e3 / MEASURED;
    }

    /// Of this process, all threads.
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /// To mailboxes at random among all.
    private void store(int count, int devices, boolean acknowledged) {
        for (int sent = 0; sent < count; sent += BATCH) {
            List<PlainParcel> parcels = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                parcels.add(PlainParcel.of(1 + random.nextInt(devices), next++, new byte[2048]));
            }
            await(parcels.stream()
                    .map(parcel -> messages.store(parcel, result -> {}))
                    .toList());
            if (acknowledged) {
                await(parcels.stream()
                        .map(parcel -> messages.acknowledge(parcel.mailbox(), List.of(parcel.tag()), deleted -> {}))
                        .toList());
            }
        }
    }

    private static void await(List<? extends CompletableFuture<?>> works) {
        works.forEach(CompletableFuture::join);
    }
}
