package org.sotto.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.sotto.crypto.key.OneTimePreKey;
import org.sotto.crypto.key.PreKeyBundle;

/// When the private half of a one-time prekey goes that was handed out and never used (section 2 of docs/protocol.md).
class OneTimePreKeyLifeTest extends TwoPeople {
    private static final Duration KEPT = Duration.ofDays(21 + 31);
    private static final Duration TICK = Duration.ofMillis(1);

    private long handedOut;

    /// Alice fetches a bundle, and what she sends never arrives.
    private void fetchInVain() {
        server.setBundles(bundle -> {
            OneTimePreKey oneTime =
                    Objects.requireNonNull(PreKeyBundle.decode(bundle).oneTimePreKey());
            handedOut = oneTime.id();
            return bundle;
        });
        alice.send("bob", "lost");
        server.setBundles(UnaryOperator.identity());
    }

    private void drainWithoutWhatWaits() {
        server.setDeliveries(waiting -> List.of());
        bob.receive();
        server.setDeliveries(UnaryOperator.identity());
    }

    private boolean isKept(long id) {
        try (Core core = Core.open(bob.environment(), bob.factory())) {
            return core.database().transact(tx -> tx.preKeys().isKnown(id));
        }
    }

    @Test
    void itGoesWhenNothingThatNamesItCanOpenAnyMore() {
        fetchInVain();
        drainWithoutWhatWaits();
        clock.advance(KEPT.minus(TICK));
        drainWithoutWhatWaits();
        assertTrue(isKept(handedOut));
        clock.advance(TICK);
        assertTrue(isKept(handedOut), "not before a drain");
        drainWithoutWhatWaits();
        assertFalse(isKept(handedOut));
        assertEquals(List.of(), bob.receive(), "its message is too old for the signed prekey as well");
        assertEquals(1, bob.status().refused());
    }

    @Test
    void theOnesThatWaitAtTheServerStayHoweverLong() {
        drainWithoutWhatWaits();
        clock.advance(Duration.ofDays(400));
        drainWithoutWhatWaits();
        drainWithoutWhatWaits();
        alice.send("bob", "late");
        assertEquals(List.of("late"), bob.receive());
        assertEquals(0, bob.status().refused());
    }
}
