package org.sotto.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FollowingTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    @Test
    void ctrlCAsksForTheEndAndReturnsAsSoonAsTheProfileIsClosedThoughItsThreadLivesOn() {
        assertTimeout(AT_ONCE, () -> {
            try (Following following = Following.begin(NOWHERE)) {
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
        Following following = Following.begin(NOWHERE);
        following.close();
        assertTimeout(AT_ONCE, following::stop);
        assertFalse(following.goesOn());
    }

    @Test
    void nothingIsFollowedOnceTheOutputFails() {
        PrintStream broken = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        });
        try (Following following = Following.begin(broken)) {
            assertTrue(following.goesOn());
            broken.println("a message");
            assertFalse(following.goesOn());
        }
    }
}
