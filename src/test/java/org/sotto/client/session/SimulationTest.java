package org.sotto.client.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two people who start at once, over a network that loses, reorders and doubles, with offline spells, silences and new
/// identities: everything that arrives opens, once. 10,000 steps, and 1,000,000 in the long tier.
final class SimulationTest {
    private static final boolean LONG = Boolean.getBoolean("sotto.long");
    private static final int STEPS = LONG ? 50_000 : 2_500;

    /// A seed that has failed once stays here, in front of the others.
    private static final long[] ONCE_FAILED = {};

    private static LongStream seeds() {
        return LongStream.concat(LongStream.of(ONCE_FAILED), LongStream.rangeClosed(1, LONG ? 20 : 4));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everythingThatArrivesOpensOnce(long seed) {
        Simulation simulation = new Simulation(seed);
        simulation.run(STEPS);
        System.out.printf(
                "simulation seed %d: %d steps, %d opened, %d refused, %d rotations%n",
                seed, STEPS, simulation.opened(), simulation.refused(), simulation.rotations());
        assertTrue(simulation.opened() > STEPS / 2, "much was said");
        assertTrue(simulation.refused() > STEPS / 20, "much came twice");
        assertTrue(simulation.understood() > STEPS, "both were asked nearly always");
        assertTrue(simulation.rotations() > 0);
    }
}
