package org.sotto.server.observe;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sotto.server.config.PlainRegistry;

/// What is counted for each message costs no memory, and less than a hundredth of what a message may cost.
@QuarkusTest
class MeterCostTest {
    private static final int TIMES = 200_000;
    /// Of 130 µs a message.
    private static final double MOST_NANOS = 1_300;

    private final MeterRegistry registry;

    MeterCostTest(MeterRegistry registry) {
        this.registry = registry;
    }

    @Test
    void countingAMessageAllocatesNothing() {
        MeterRegistry plain = PlainRegistry.of(registry);
        Timer wait = plain.get("sotto.write").timer();
        Counter stored = plain.get("sotto.messages").tag("event", "stored").counter();
        count(wait, stored);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long start = threads.getCurrentThreadCpuTime();
        count(wait, stored);
        double nanos = (double) (threads.getCurrentThreadCpuTime() - start) / TIMES;
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        assertTrue(bytes < TIMES, bytes + " bytes for " + TIMES + " messages");
        assertTrue(nanos < MOST_NANOS, nanos + " ns a message");
        System.out.println("a message's meters: " + nanos + " ns, " + bytes + " bytes for " + TIMES);
        // the control: an object each time is seen
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < TIMES; i++) {
            registry.counter("sotto.messages", "event", "stored");
        }
        assertTrue(threads.getCurrentThreadAllocatedBytes() - before > TIMES);
    }

    private static void count(Timer wait, Counter stored) {
        for (int i = 0; i < TIMES; i++) {
            wait.record(1_000_000 + i, TimeUnit.NANOSECONDS);
            stored.increment();
        }
    }
}
