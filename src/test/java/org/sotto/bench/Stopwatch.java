package org.sotto.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/// Measures the CPU time of the calling thread: what other processes do on the machine counts little.
final class Stopwatch {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 5;
    private static final long WARM_UP_NS = 3_000_000_000L;
    private static final long ROUND_NS = 700_000_000L;

    private Stopwatch() {}

    /// Microseconds of CPU that one call of `operation` takes: warmed up, then the median of five rounds.
    static double microseconds(Runnable operation) {
        long perCall = warmUp(operation);
        int calls = (int) Math.max(1, ROUND_NS / Math.max(1, perCall));
        double[] rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < calls; i++) {
                operation.run();
            }
            rounds[round] = (THREADS.getCurrentThreadCpuTime() - start) / 1e3 / calls;
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    private static long warmUp(Runnable operation) {
        long start = THREADS.getCurrentThreadCpuTime();
        long calls = 0;
        long half = 0;
        long halfCalls = 0;
        long now = start;
        while (now - start < WARM_UP_NS) {
            operation.run();
            calls++;
            now = THREADS.getCurrentThreadCpuTime();
            if (half == 0 && now - start > WARM_UP_NS / 2) {
                half = now;
                halfCalls = calls;
            }
        }
        return (now - half) / Math.max(1, calls - halfCalls);
    }
}
