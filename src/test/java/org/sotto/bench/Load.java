package org.sotto.bench;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// What a generator does and what it has seen. All streams run on one event loop, which alone writes the samples.
final class Load {
    private static final int MAX_SAMPLES = 4_000_000;

    private final long[] samples = new long[MAX_SAMPLES];
    private final Ledger ledger = new Ledger();
    private final AtomicInteger count = new AtomicInteger();
    private final boolean online;
    private final AtomicInteger total = new AtomicInteger();
    private final AtomicInteger drained = new AtomicInteger();
    private final AtomicInteger renewed = new AtomicInteger();
    private volatile boolean closedLoop;
    private volatile boolean measuring;
    private int late;

    /// @param online whether a message counts at its delivery, instead of at its acknowledgment to the sender
    Load(boolean online) {
        this.online = online;
    }

    void start(boolean closed) {
        closedLoop = closed;
    }

    void stop() {
        closedLoop = false;
    }

    void measure(boolean on) {
        measuring = on;
    }

    boolean isClosedLoop() {
        return closedLoop;
    }

    boolean isOnline() {
        return online;
    }

    void drained() {
        drained.incrementAndGet();
    }

    int drainedCount() {
        return drained.get();
    }

    void renewed() {
        renewed.incrementAndGet();
    }

    /// How often a stream's session was renewed.
    int renewedCount() {
        return renewed.get();
    }

    /// What is on its way to recipients that are connected.
    Ledger ledger() {
        return ledger;
    }

    void sent(long nanos) {
        if (!online) {
            sample(nanos);
        }
    }

    void delivered(long nanos) {
        if (online) {
            sample(nanos);
        }
    }

    private void sample(long nanos) {
        total.incrementAndGet();
        if (measuring) {
            int at = count.get();
            if (at < MAX_SAMPLES) {
                samples[at] = nanos;
                count.set(at + 1);
            }
        }
    }

    /// A paced sender had to skip its turn.
    void late() {
        late++;
    }

    int lateCount() {
        return late;
    }

    /// A stream that the server closes spoils the figures.
    void closed(@Nullable Short code) {
        System.err.println("the server closed a stream with " + code);
    }

    /// A request that is not answered as it should be spoils them too.
    void failed(Throwable error) {
        System.err.println("a request failed: " + error);
    }

    /// All that were done so far, measured or not.
    int total() {
        return total.get();
    }

    int messages() {
        return count.get();
    }

    /// Milliseconds within which this share of the messages was done.
    double quantileMs(double share) {
        long[] sorted = Arrays.copyOf(samples, count.get());
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
    }
}
