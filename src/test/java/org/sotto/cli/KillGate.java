package org.sotto.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Tells when enough was acknowledged for the server to be killed, and judges connections that break: before the kill
/// none may.
final class KillGate {
    private static final long TIMEOUT_S = 120;

    private final CountDownLatch enough;
    private volatile boolean ended;

    KillGate(int acknowledgments) {
        enough = new CountDownLatch(acknowledgments);
    }

    void acknowledged() {
        enough.countDown();
    }

    void await() throws InterruptedException {
        if (!enough.await(TIMEOUT_S, TimeUnit.SECONDS)) {
            throw new AssertionError(enough.getCount() + " messages too few in " + TIMEOUT_S + " s");
        }
    }

    void killed() {
        ended = true;
    }

    boolean isOver() {
        return ended;
    }

    /// @throws AssertionError a connection broke while the server was alive and not about to be killed
    void broken(IOException e) {
        if (enough.getCount() > 0) {
            throw new AssertionError("a connection broke before the kill", e);
        }
    }
}
