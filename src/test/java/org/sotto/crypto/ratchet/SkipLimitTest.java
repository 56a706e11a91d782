package org.sotto.crypto.ratchet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.RefusedException;
import org.sotto.crypto.RefusedException.Reason;
import org.sotto.support.Pair;
import org.sotto.support.SeededRandom;

/// (i) A jump over the limit is refused, and 1,000 skips are bounded in time and bytes. The limits of each half alone
/// are in [DoubleRatchetTest] and [PqChainsTest]. Section 11 of docs/protocol.md.
final class SkipLimitTest {
    private static final byte[] TEXT = {1, 2, 3, 4};

    /// About a hundred times what it takes: a bound, not a measurement.
    private static final long BOUND = TimeUnit.SECONDS.toNanos(2);

    private final Pair pair = new Pair(new SeededRandom(5));

    @BeforeEach
    void first() {
        pair.bob.receive(pair.alice.send(TEXT));
    }

    @Test
    void aThousandSkipsAreBounded() {
        int before = pair.bob.session().length;
        lose(1_000);
        byte[] message = pair.alice.send(TEXT);
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertArrayEquals(TEXT, pair.bob.receive(message));
        long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        System.out.printf("1,000 skips: %.1f ms%n", nanos / 1e6);
        assertTrue(nanos < BOUND, nanos + " ns");
        // two rows each, and in the session a count for each half
        assertEquals(1_000, pair.bob.keys().count(SkippedKey.Kind.CLASSICAL));
        assertEquals(1_000, pair.bob.keys().count(SkippedKey.Kind.POST_QUANTUM));
        assertTrue(pair.bob.session().length <= before + 12);
    }

    @Test
    void aJumpOverTheLimitIsRefusedAndStoresNothing() {
        lose(1_001);
        byte[] message = pair.alice.send(TEXT);
        byte[] before = pair.bob.session();
        RefusedException e = assertThrows(RefusedException.class, () -> pair.bob.receive(message));
        assertEquals(Reason.JUMP_TOO_FAR, e.reason());
        assertArrayEquals(before, pair.bob.session());
        assertEquals(0, pair.bob.keys().count(SkippedKey.Kind.CLASSICAL));
        assertEquals(0, pair.bob.keys().count(SkippedKey.Kind.POST_QUANTUM));
    }

    private void lose(int count) {
        for (int i = 0; i < count; i++) {
            pair.alice.send(TEXT);
        }
    }
}
