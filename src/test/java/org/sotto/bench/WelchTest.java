package org.sotto.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// The statistics behind `bench/timing`, on numbers whose answer is known. What is drawn comes from a fixed seed.
class WelchTest {
    private static final int SAMPLES = 20_000;

    private final Random random = new Random(42);

    /// By hand: means 3 and 6, variances 2.5 and 10, each of five.
    @Test
    void givesTheTOfASmallExample() {
        Welch welch = new Welch();
        for (int i = 1; i <= 5; i++) {
            welch.add(0, i);
            welch.add(1, 2 * i);
        }
        assertEquals(3, welch.difference(), 1e-12);
        assertEquals(3 / Math.sqrt(2.5), welch.t(), 1e-12);
    }

    @Test
    void seesNoDifferenceWhereThereIsNone() {
        Welch welch = new Welch();
        for (int i = 0; i < SAMPLES; i++) {
            welch.add(random.nextInt(2), noise());
        }
        assertTrue(Math.abs(welch.t()) < Welch.DIFFERENT, () -> "t = " + welch.t());
    }

    /// The control: a comparison that stops at the first difference takes one unit of time for each byte that it looks
    /// at, under noise of thirty. Class 0 differs in the last byte, class 1 anywhere.
    @Test
    void findsAComparisonThatStopsEarly() {
        Welch welch = new Welch();
        byte[] expected = new byte[32];
        for (int i = 0; i < SAMPLES; i++) {
            int sample = random.nextInt(2);
            byte[] given = expected.clone();
            if (sample == 0) {
                given[31] = 1;
            } else {
                random.nextBytes(given);
            }
            welch.add(sample, EarlyExit.looksAt(expected, given) + noise());
        }
        assertTrue(welch.t() < -10 * Welch.DIFFERENT, () -> "t = " + welch.t());
    }

    private double noise() {
        return 100 + 30 * random.nextGaussian();
    }
}
