package org.sotto.server.uniform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
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
import java.util.stream.IntStream;
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
///
/// The last kind is the control, with a difference planted. The busier the machine, the more rounds it takes to be
/// found, and the others are judged after as many, up to a bound.
final class TickAnswers {
    static final boolean LONG = Boolean.getBoolean("sotto.long");
    /// Rounds at least, and at most.
    static final int LEAST = LONG ? 10_000 : 250;
    static final int MOST = LONG ? 10_000 : 1_000;
    static final int BLOCK = 250;
    private static final int WARM_UP = 25;
    /// Each of them makes the others' calls less even.
    private static final int CONNECTIONS = 12;
    /// As section 9 of docs/protocol.md has it.
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(50);
    /// Calls begin within so long.
    private static final int WINDOW = (int) TimeUnit.MILLISECONDS.toNanos(1);
    private static final long STEP = TimeUnit.MICROSECONDS.toNanos(100);

    private final TestServer server;
    private final List<Kind> kinds;
    private final Random random = new Random(1);
    private final long[][] times;
    /// How long before a tick calls begin.
    private final AtomicLong lead = new AtomicLong(TimeUnit.MILLISECONDS.toNanos(5));
    private final String shape;
    private int rounds;

    private TickAnswers(TestServer server, List<Kind> kinds, String shape) {
        this.server = server;
        this.kinds = kinds;
        this.shape = shape;
        this.times = new long[kinds.size()][MOST];
    }

    /// Asks, and holds every answer of all kinds to the first one: status, headers with their values, and size.
    ///
    /// @param purse what they are paid with
    static TickAnswers take(TestServer server, List<Kind> kinds, Purse purse) throws Exception {
        purse.fill(BLOCK + WARM_UP + 1);
        TickAnswers answers = new TickAnswers(server, kinds, shape(server, kinds.getFirst()));
        answers.round(WARM_UP);
        while (answers.rounds < LEAST || (answers.rounds < MOST && !answers.isDifferent(kinds.size() - 1))) {
            purse.fill(BLOCK);
            answers.rounds += answers.round(BLOCK);
        }
        return answers;
    }

    private static String shape(TestServer server, Kind kind) throws IOException {
        try (TlsConnection connection = server.connect()) {
            return Answers.shape(connection.exchange(kind.request(connection)), Set.of());
        }
    }

    /// What comes behind the rounds so far.
    private int round(int count) throws Exception {
        int[] order = order(count);
        AtomicInteger next = new AtomicInteger();
        List<Callable<Boolean>> askers = Collections.nCopies(CONNECTIONS, () -> ask(order, next));
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (Future<Boolean> asker : threads.invokeAll(askers)) {
                asker.get();
            }
        }
        return count;
    }

    private int[] order(int count) {
        List<Integer> round =
                Arrays.asList(IntStream.range(0, kinds.size()).boxed().toArray(Integer[]::new));
        return IntStream.range(0, count)
                .flatMap(i -> {
                    Collections.shuffle(round, random);
                    return round.stream().mapToInt(Integer::intValue);
                })
                .toArray();
    }

    private boolean ask(int[] order, AtomicInteger next) throws IOException {
        Random moment = new Random(Thread.currentThread().threadId());
        try (TlsConnection connection = server.connect()) {
            for (int turn = next.getAndIncrement(); turn < order.length; turn = next.getAndIncrement()) {
                int kind = order[turn];
                byte[] request = kinds.get(kind).request(connection);
                awaitMoment(lead.get() + moment.nextInt(WINDOW));
                long tick = tickAfter(System.nanoTime());
                Timed answer = connection.exchange(request);
                long late = System.nanoTime() - tick;
                assertEquals(shape, Answers.shape(answer, Set.of()), "kind " + kind);
                assertTrue(late > 0, "an answer before its tick");
                times[kind][rounds + turn / kinds.size()] = late;
                boolean miss = late > PERIOD;
                lead.updateAndGet(before -> Math.clamp(before + (miss ? STEP : -STEP), 0, PERIOD - WINDOW));
            }
        }
        return true;
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

    /// Whether the kind differs from the first.
    boolean isDifferent(int kind) {
        return distance(kind) > KolmogorovSmirnov.bound(rounds, rounds);
    }

    private double distance(int kind) {
        return KolmogorovSmirnov.distance(of(0), of(kind));
    }

    private long[] of(int kind) {
        return Arrays.copyOf(times[kind], rounds);
    }

    String figures(int kind) {
        return String.format(
                Locale.ROOT,
                "%d of each kind, a tick later %.1f and %.1f %%, after it %.2f and %.2f ms, D = %.3f"
                        + " (different from %.3f on)",
                rounds,
                100 * later(of(0)),
                100 * later(of(kind)),
                KolmogorovSmirnov.median(inTick(of(0))) / 1e6,
                KolmogorovSmirnov.median(inTick(of(kind))) / 1e6,
                distance(kind),
                KolmogorovSmirnov.bound(rounds, rounds));
    }

    private static double later(long[] times) {
        return (double) Arrays.stream(times).filter(late -> late > PERIOD).count() / times.length;
    }

    private static long[] inTick(long[] times) {
        return Arrays.stream(times).map(late -> late % PERIOD).toArray();
    }
}
