package org.sotto.server.uniform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// The statistics on numbers whose answer is known. What is drawn comes from fixed seeds.
class KolmogorovSmirnovTest {
    private static final int SAMPLES = 1_000;
    private static final int RUNS = 2_000;

    private final Random random = new Random(42);

    @Test
    void givesTheDistanceOfSmallExamples() {
        assertEquals(0, KolmogorovSmirnov.distance(new long[] {1, 2, 2, 3}, new long[] {2, 3, 1, 2}), 1e-12);
        assertEquals(1, KolmogorovSmirnov.distance(new long[] {1, 2}, new long[] {3, 4, 5}), 1e-12);
        // up to 4 stand all of four, and three of five
        assertEquals(1 - 0.6, KolmogorovSmirnov.distance(new long[] {1, 2, 3, 4}, new long[] {2, 3, 4, 5, 6}), 1e-12);
    }

    /// c = √(ln(2 / 10⁻⁵) / 2) = 2.4704.
    @Test
    void givesSmirnovsBound() {
        assertEquals(2.4704 * Math.sqrt(2.0 / SAMPLES), KolmogorovSmirnov.bound(SAMPLES, SAMPLES), 1e-5);
    }

    /// The false alarms are as rare as is said: at 1 %, the same formula gives no more than 1 %.
    @Test
    void equalSamplesAreTakenForDifferentAsRarelyAsIsSaid() {
        double onePercent = Math.sqrt(Math.log(2 / 0.01) / 2) * Math.sqrt(2.0 / SAMPLES);
        int above = 0;
        int alarms = 0;
        for (int run = 0; run < RUNS; run++) {
            double distance = KolmogorovSmirnov.distance(latencies(0, 0), latencies(0, 0));
            above += distance > onePercent ? 1 : 0;
            alarms += distance > KolmogorovSmirnov.bound(SAMPLES, SAMPLES) ? 1 : 0;
        }
        assertTrue(above > 0 && above <= 0.015 * RUNS, above + " of " + RUNS);
        assertEquals(0, alarms);
    }

    /// Noise that comes in bursts and meets both kinds makes no alarm, since they were taken in turns.
    @Test
    void burstsThatMeetBothKindsAreNoDifference() {
        long[] one = new long[SAMPLES];
        long[] other = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            double burst = i / 100 % 2 == 0 ? 0 : 5_000;
            one[i] = latency(burst);
            other[i] = latency(burst);
        }
        double distance = KolmogorovSmirnov.distance(one, other);
        assertTrue(distance < KolmogorovSmirnov.bound(SAMPLES, SAMPLES), "D = " + distance);
    }

    /// The controls: a shift of a third of the noise, and a slow way that one call in eight takes.
    @Test
    void findsAShiftAndASecondMode() {
        double bound = KolmogorovSmirnov.bound(SAMPLES, SAMPLES);
        assertTrue(KolmogorovSmirnov.distance(latencies(0, 0), latencies(100, 0)) > bound, "a shift");
        assertTrue(KolmogorovSmirnov.distance(latencies(0, 0), latencies(0, 0.125)) > bound, "a second mode");
    }

    private long[] latencies(double shift, double slow) {
        long[] samples = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] = latency(shift + (random.nextDouble() < slow ? 5_000 : 0));
        }
        return samples;
    }

    /// In µs: a floor, noise, and now and then a pause of the collector.
    private long latency(double more) {
        double pause = random.nextInt(50) == 0 ? 20_000 * random.nextDouble() : 0;
        return Math.round(1_000 + more + 300 * Math.abs(random.nextGaussian()) + pause);
    }
}
