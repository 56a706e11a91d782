package org.sotto.bench;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;
import org.sotto.client.vault.SlotTiming;
import org.sotto.crypto.key.SecretBytes;
import org.sotto.crypto.primitive.Mac;
import org.sotto.crypto.primitive.Ristretto;
import org.sotto.crypto.proof.ProofContext;
import org.sotto.crypto.proof.SchnorrProof;

/// Whether the time of an operation tells which of two classes its secret is from: 0, one fixed secret, or 1, a random
/// one. The classes alternate at random, the inputs are prepared in the same way outside the measured time, and the
/// slowest tenth is cut off, for it is the machine's.
final class TimingBench {
    private static final int WARM_UP = 20_000;
    private static final double KEPT = 0.9;
    /// A comparison takes less than the clock can tell: this many of the same are measured together.
    private static final int COMPARISONS = 64;

    private static final byte[] LAST_DIFFERS = new byte[Mac.SIZE];
    private static final byte[] ONE = new byte[Ristretto.SIZE];

    static {
        LAST_DIFFERS[Mac.SIZE - 1] = 1;
        ONE[0] = 1;
    }

    private final SecureRandom random = new SecureRandom();
    private final int samples;
    private boolean sink;

    private TimingBench(int samples) {
        this.samples = samples;
    }

    static void main(String[] arguments) {
        int samples = arguments.length == 0 ? 100_000 : Integer.parseInt(arguments[0]);
        new TimingBench(samples).run();
    }

    private void run() {
        System.out.printf("%-24s%10s%14s%10s%n", "operation", "samples", "difference ns", "t");
        measure("early exit (control)", this::earlyExit);
        measure("MAC comparison", this::macComparison);
        SlotTiming slots = new SlotTiming(random);
        measure("slot opening", slots::opening);
        measure("proof making", this::proof);
        if (!sink) {
            throw new IllegalStateException("nothing was computed");
        }
    }

    private Runnable earlyExit(int sample) {
        byte[] expected = new byte[Mac.SIZE];
        byte[] given = tag(sample);
        return () -> {
            for (int i = 0; i < COMPARISONS; i++) {
                sink |= EarlyExit.equal(expected, given);
            }
        };
    }

    private Runnable macComparison(int sample) {
        byte[] expected = new byte[Mac.SIZE];
        byte[] given = tag(sample);
        return () -> {
            for (int i = 0; i < COMPARISONS; i++) {
                sink |= Mac.equal(expected, given);
            }
        };
    }

    /// Class 0 differs in its last byte only.
    private byte[] tag(int sample) {
        byte[] drawn = new byte[Mac.SIZE];
        random.nextBytes(drawn);
        return of(sample, LAST_DIFFERS, drawn);
    }

    /// Class 0 proves with the scalar 1, whose bits are almost all zero.
    private Runnable proof(int sample) {
        byte[] scalar = of(sample, ONE, Ristretto.randomScalar(random));
        byte[] field = new byte[ProofContext.FIELD];
        random.nextBytes(field);
        ProofContext context = new ProofContext(
                ProofContext.Purpose.AUTH, field, field, field, Ristretto.baseMultiply(scalar), field, field, 1, field);
        SecretBytes secret = SecretBytes.adopt(scalar);
        return () -> sink |= SchnorrProof.prove(secret, context, random).encode()[0] != 0;
    }

    /// Both are made and one is copied, whatever the class.
    private static byte[] of(int sample, byte[] fixed, byte[] drawn) {
        byte[][] both = {fixed, drawn};
        return both[sample].clone();
    }

    private void measure(String name, IntFunction<Runnable> prepare) {
        long[] times = new long[samples];
        byte[] classes = new byte[samples];
        random.nextBytes(classes);
        for (int i = -WARM_UP; i < samples; i++) {
            int sample = i < 0 ? i & 1 : classes[i] & 1;
            Runnable operation = prepare.apply(sample);
            long start = System.nanoTime();
            operation.run();
            long took = System.nanoTime() - start;
            if (i >= 0) {
                times[i] = took;
            }
        }
        report(name, times, classes);
    }

    private void report(String name, long[] times, byte[] classes) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        long limit = sorted[(int) (KEPT * (samples - 1))];
        Welch welch = new Welch();
        for (int i = 0; i < samples; i++) {
            if (times[i] <= limit) {
                welch.add(classes[i] & 1, times[i]);
            }
        }
        System.out.printf(Locale.ROOT, "%-24s%10d%14.1f%10.1f%n", name, samples, welch.difference(), welch.t());
    }
}
