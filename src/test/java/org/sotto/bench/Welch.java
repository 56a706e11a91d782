package org.sotto.bench;

/// Welch's t over two samples of unequal variance, in one pass. With two classes of inputs and the times that they
/// took,
/// |t| below 4.5 shows no difference, and above it a leak (Reparaz, Balasch, Verbauwhede: "Dude, is my code constant
/// time?", 2017).
final class Welch {
    /// From here on two classes count as different.
    static final double DIFFERENT = 4.5;

    private final long[] count = new long[2];
    private final double[] mean = new double[2];
    private final double[] squares = new double[2];

    /// @param sample 0 or 1
    void add(int sample, double value) {
        count[sample]++;
        double delta = value - mean[sample];
        mean[sample] += delta / count[sample];
        squares[sample] += delta * (value - mean[sample]);
    }

    /// Mean of sample 1 less that of sample 0.
    double difference() {
        return mean[1] - mean[0];
    }

    double t() {
        return difference() / Math.sqrt(variance(0) / count[0] + variance(1) / count[1]);
    }

    private double variance(int sample) {
        return squares[sample] / (count[sample] - 1);
    }
}
