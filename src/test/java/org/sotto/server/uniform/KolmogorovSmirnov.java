package org.sotto.server.uniform;

import java.util.Arrays;

/// The two-sample test of Kolmogorov and Smirnov: the largest distance between two empirical distributions.
/// It sees a shift, another spread and a second mode alike, asks nothing of the distributions, and a single
/// slow answer moves it by one rank however slow it is.
///
/// The bound is Smirnov's: under equal distributions P(D > c · √((n + m) / nm)) ≤ 2 exp(−2c²) for large samples. Noise
/// that lasts, and meets both samples because they were taken in turns, makes D smaller than that, never larger.
final class KolmogorovSmirnov {
    /// How often two equal kinds of call are taken for different, at most: of the comparisons of one run of the tests,
    /// about twenty, once in five thousand runs.
    static final double FALSE_ALARM = 1e-5;

    private KolmogorovSmirnov() {}

    /// D, between 0 and 1.
    static double distance(long[] one, long[] other) {
        long[] a = sorted(one);
        long[] b = sorted(other);
        double distance = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            long next = Math.min(a[i], b[j]);
            while (i < a.length && a[i] == next) {
                i++;
            }
            while (j < b.length && b[j] == next) {
                j++;
            }
            distance = Math.max(distance, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return distance;
    }

    /// The D that equal distributions exceed with the probability [#FALSE_ALARM].
    static double bound(int n, int m) {
        double c = Math.sqrt(Math.log(2 / FALSE_ALARM) / 2);
        return c * Math.sqrt((double) (n + m) / ((double) n * m));
    }

    static long median(long[] samples) {
        return sorted(samples)[samples.length / 2];
    }

    private static long[] sorted(long[] samples) {
        long[] copy = samples.clone();
        Arrays.sort(copy);
        return copy;
    }
}
