package org.sotto.server.uniform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.sotto.support.TestServer;
import org.sotto.support.TlsConnection;
import org.sotto.support.TlsConnection.Timed;

/// The answers to several kinds of call that are held to ticks. Each call begins at a random moment shortly before a
/// tick, which its answer makes or misses, and is timed from that tick on: what a kind takes longer before its
/// commit shows in how many miss it, and what it takes longer afterwards shows in every one.
///
/// An observer from afar has to guess where the ticks are and how long a call takes. This one shares the server's
/// clock, and begins where one call in two misses its tick, which is where a difference shows most: a miss lets
/// all later calls begin a little earlier, a hit a little later. Kinds are drawn in rounds, each round in an order of
/// its own, so that whatever else the machine does meets all alike.
final class TickAnswers {
    /// Of each kind.
    static final int SAMPLES = Boolean.getBoolean("sotto.long") ? 10_000 : 300;
    private static final int WARM_UP = 20;
    private static final int CONNECTIONS = 20;
    /// As section 7 of docs/protocol.md has it.
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(50);
    /// Calls begin within so long.
    private static final int WINDOW = (int) TimeUnit.MILLISECONDS.toNanos(2);
    private static final long STEP = TimeUnit.MICROSECONDS.toNanos(100);

    private final List<Kind> kinds;
    private final int samples;
    private final int[] order;
    private final AtomicInteger next = new AtomicInteger();
    private final long[][] times;
    /// How long before a tick calls begin.
    private final AtomicLong lead = new AtomicLong(TimeUnit.MILLISECONDS.toNanos(5));
    private final AtomicInteger missed = new AtomicInteger();
    private volatile String shape = "";

    private TickAnswers(List<Kind> kinds, int samples) {
        this.kinds = kinds;
        this.samples = samples;
        this.order = order(kinds.size(), WARM_UP + samples);
        this.times = new long[kinds.size()][samples];
    }

    /// How many calls of each kind [#take] makes.
    static int calls() {
        return WARM_UP + SAMPLES;
    }

    /// Asks, and holds every answer of all kinds to the first one: status, headers with their values, and size.
    static TickAnswers take(TestServer server, List<Kind> kinds) throws Exception {
        TickAnswers answers = new TickAnswers(kinds, SAMPLES);
        try (TlsConnection connection = server.connect()) {
            answers.shape = Answers.shape(connection.exchange(kinds.getFirst().request(connection)), Set.of());
        }
        List<Callable<Boolean>> askers = Collections.nCopies(CONNECTIONS, () -> answers.ask(server));
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (Future<Boolean> asker : threads.invokeAll(askers)) {
                asker.get();
            }
        }
        return answers;
    }

    private static int[] order(int kinds, int rounds) {
        Random random = new Random(1);
        int[] order = new int[kinds * rounds];
        List<Integer> round = new ArrayList<>();
        for (int kind = 0; kind < kinds; kind++) {
            round.add(kind);
        }
        for (int i = 0; i < order.length; i++) {
            if (i % kinds == 0) {
                Collections.shuffle(round, random);
            }
            order[i] = round.get(i % kinds);
        }
        return order;
    }

    private boolean ask(TestServer server) throws IOException {
        Random random = new Random(Thread.currentThread().threadId());
        try (TlsConnection connection = server.connect()) {
            for (int turn = next.getAndIncrement(); turn < order.length; turn = next.getAndIncrement()) {
                int kind = order[turn];
                byte[] request = kinds.get(kind).request(connection);
                awaitMoment(lead.get() + random.nextInt(WINDOW));
                long tick = tickAfter(System.nanoTime());
                Timed answer = connection.exchange(request);
                long late = System.nanoTime() - tick;
                assertEquals(shape, Answers.shape(answer, Set.of()), "kind " + kind);
                assertTrue(late > 0, "an answer before its tick");
                aim(late > PERIOD);
                note(kind, turn / kinds.size() - WARM_UP, late);
            }
        }
        return true;
    }

    private void aim(boolean miss) {
        lead.updateAndGet(before -> Math.clamp(before + (miss ? STEP : -STEP), 0, PERIOD - WINDOW));
    }

    private void note(int kind, int sample, long late) {
        if (sample >= 0) {
            times[kind][sample] = late;
            missed.addAndGet(late > PERIOD ? 1 : 0);
        }
    }

    /// That many nanoseconds before the next tick that leaves them.
    private static void awaitMoment(long before) {
        long moment = tickAfter(System.nanoTime() + before) - before;
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static long tickAfter(long nanos) {
        return (Math.floorDiv(nanos, PERIOD) + 1) * PERIOD;
    }

    /// Neither all nor none may miss their tick, or nothing would show what is done before the commit.
    void assertTelling() {
        double part = (double) missed.get() / (kinds.size() * samples);
        assertTrue(part > 0.1 && part < 0.9, part + " of the answers came a tick later");
    }

    /// No difference in time, with the figures printed.
    void assertAlike(int kind, String what) {
        String figures = figures(kind, what);
        System.out.println(figures);
        assertTrue(distance(kind) < bound(), figures);
    }

    /// The control: a difference that is there is found.
    void assertDifferent(int kind, String what) {
        String figures = figures(kind, what);
        System.out.println(figures);
        assertTrue(distance(kind) > bound(), figures);
    }

    private double distance(int kind) {
        return KolmogorovSmirnov.distance(times[0], times[kind]);
    }

    private double bound() {
        return KolmogorovSmirnov.bound(samples, samples);
    }

    private String figures(int kind, String what) {
        return String.format(
                Locale.ROOT,
                "%s: %d of each kind, a tick later %.1f and %.1f %%, after it %.2f and %.2f ms, D = %.3f"
                        + " (different from %.3f on)",
                what,
                samples,
                100 * later(times[0]),
                100 * later(times[kind]),
                KolmogorovSmirnov.median(inTick(times[0])) / 1e6,
                KolmogorovSmirnov.median(inTick(times[kind])) / 1e6,
                distance(kind),
                bound());
    }

    private static double later(long[] times) {
        return (double) Arrays.stream(times).filter(late -> late > PERIOD).count() / times.length;
    }

    private static long[] inTick(long[] times) {
        return Arrays.stream(times).map(late -> late % PERIOD).toArray();
    }
}
