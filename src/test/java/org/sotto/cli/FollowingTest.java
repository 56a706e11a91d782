package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FollowingTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    @Test
    void ctrlCAsksForTheEndAndReturnsAsSoonAsTheProfileIsClosedThoughItsThreadLivesOn() {
        assertTimeout(AT_ONCE, () -> {
            try (Following following = Following.begin()) {
                assertTrue(following.goesOn());
                Thread ctrlC = Thread.ofVirtual().start(following::stop);
                while (following.goesOn()) {
                    Thread.onSpinWait();
                }
                following.close();
                ctrlC.join();
            }
        });
    }

    @Test
    void anEndThatNobodyAskedForNeedsNoWaiting() {
        Following following = Following.begin();
        following.close();
        assertTimeout(AT_ONCE, following::stop);
        assertFalse(following.goesOn());
    }
}
