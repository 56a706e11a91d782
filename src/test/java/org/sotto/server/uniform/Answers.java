package org.sotto.server.uniform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.sotto.support.TlsConnection;
import org.sotto.support.TlsConnection.Timed;

/// The answers to two kinds of call, taken in turns on one connection: of each pair a coin says which one comes first,
/// so that whatever else the machine does meets both alike.
final class Answers {
    /// Of each kind.
    static final int SAMPLES = Boolean.getBoolean("sotto.long") ? 10_000 : 1_000;
    /// Before anything is counted, for the compiler.
    private static final int WARM_UP = 100;

    private final long[] one;
    private final long[] other;

    private Answers(int samples) {
        one = new long[samples];
        other = new long[samples];
    }

    /// Asks, and holds every answer of both kinds to the first one: status, headers with their values, and size.
    ///
    /// @param documented names of headers, in lower case, whose values may differ; their sizes may not
    static Answers take(TlsConnection connection, Kind one, Kind other, Set<String> documented) throws IOException {
        Answers answers = new Answers(SAMPLES);
        Random coin = new Random(1);
        String shape = shape(connection.exchange(one.request(connection)), documented);
        for (int i = -WARM_UP; i < SAMPLES; i++) {
            boolean swapped = coin.nextBoolean();
            Timed first = connection.exchange((swapped ? other : one).request(connection));
            Timed second = connection.exchange((swapped ? one : other).request(connection));
            assertEquals(shape, shape(first, documented), swapped ? "of the other kind" : "of one kind");
            assertEquals(shape, shape(second, documented), swapped ? "of one kind" : "of the other kind");
            if (i >= 0) {
                answers.one[i] = (swapped ? second : first).nanos();
                answers.other[i] = (swapped ? first : second).nanos();
            }
        }
        return answers;
    }

    /// What of an answer may be compared: the head as it came but for the documented values, and the body's size. A
    /// refusal has nothing in it that may differ, so its body is compared as well.
    static String shape(Timed answer, Set<String> documented) {
        StringBuilder shape = new StringBuilder();
        answer.head()
                .lines()
                .forEach(line -> shape.append(header(line, documented)).append('\n'));
        shape.append(answer.body().length).append(" bytes");
        if (answer.head().toLowerCase(Locale.ROOT).contains("application/problem+json")) {
            shape.append(' ').append(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
        }
        return shape.toString();
    }

    private static String header(String line, Set<String> documented) {
        int colon = line.indexOf(':');
        boolean differs =
                colon > 0 && documented.contains(line.substring(0, colon).toLowerCase(Locale.ROOT));
        return differs ? line.substring(0, colon) + ": " + (line.length() - colon) + " characters" : line;
    }

    double distance() {
        return KolmogorovSmirnov.distance(one, other);
    }

    /// No difference in time, with the figures printed.
    void assertAlike(String what) {
        double bound = KolmogorovSmirnov.bound(one.length, other.length);
        String figures = figures(what, bound);
        System.out.println(figures);
        assertTrue(distance() < bound, figures);
    }

    /// The control: a difference that is there is found.
    void assertDifferent(String what) {
        double bound = KolmogorovSmirnov.bound(one.length, other.length);
        String figures = figures(what, bound);
        System.out.println(figures);
        assertTrue(distance() > bound, figures);
    }

    private String figures(String what, double bound) {
        return String.format(
                Locale.ROOT,
                "%s: %d of each kind, medians %.3f and %.3f ms, D = %.3f (different from %.3f on)",
                what,
                one.length,
                KolmogorovSmirnov.median(one) / 1e6,
                KolmogorovSmirnov.median(other) / 1e6,
                distance(),
                bound);
    }
}
